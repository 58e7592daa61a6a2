/**
 * Everything that a step can expect, whatever the kind of case. `docs/rehearsal.md` shows an example of each; a test compares
 * the two.
 */
import type { Observation } from '../observation.ts'
import { shown } from '../problem.ts'
import { nearest, wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { ANSWERS } from './answers.ts'
import { AUDIT } from './audit.ts'
import { DUE } from './deadlines.ts'
import { DUE_REASONS } from './due-reasons.ts'
import type { Expectation, Expected, Reading } from './expectation.ts'
import { FILES } from './files.ts'
import { INBOX } from './inbox.ts'
import { MESSAGES } from './messages.ts'
import { NOTICE_EXPECTATIONS } from './notices.ts'
import { PERMISSIONS } from './permissions.ts'
import { PROGRESS } from './progress.ts'
import { RECORD } from './record.ts'
import { SEARCH } from './search.ts'
import { TIMELINE } from './timeline.ts'

export const EXPECTATIONS = {
  ...PROGRESS,
  ...DUE,
  ...DUE_REASONS,
  ...ANSWERS,
  ...NOTICE_EXPECTATIONS,
  ...MESSAGES,
  ...RECORD,
  ...TIMELINE,
  ...AUDIT,
  ...FILES,
  ...PERMISSIONS,
  ...INBOX,
  ...SEARCH,
} as const satisfies Record<string, Expectation>

/** The expectations of a step, in the file's order. */
export function expectationsIn(place: Place, reading: Reading): Expected[] {
  const known: Readonly<Record<string, Expectation>> = { ...EXPECTATIONS, ...reading.own.expectations }
  return reading.source.entries(place, 'expectations').flatMap(([written, value]): Expected[] => {
    // “may not” reads better than mayNot.
    const key = wordIn(known, written === 'may not' ? 'mayNot' : written)
    if (key === undefined) {
      reading.source.fail(value, `an expectation such as ${nearest(known, written)}`, shown(written))
      return []
    }
    const check = known[key]?.read(value, reading)
    return check ? [{ key, line: value.line, check: (seen: Observation) => check(seen) }] : []
  })
}
