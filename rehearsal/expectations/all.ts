/**
 * Everything that a step can expect, whatever the kind of case. `docs/rehearsal.md` shows an example of each; a test compares
 * the two.
 */
import type { Observation } from '../observation.ts'
import type { Titles } from '../problem.ts'
import { named, wordIn } from '../words.ts'
import { keyOf, type Place } from '../yaml-source.ts'
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

const EXPECTED: Titles = { zh: '预期', en: 'expectations' }
const AN_EXPECTATION: Titles = { zh: '预期', en: 'an expectation' }

/** The expectations of a step, in the file's order. */
export function expectationsIn(place: Place, reading: Reading): Expected[] {
  const known: Readonly<Record<string, Expectation>> = { ...EXPECTATIONS, ...reading.own.expectations }
  return reading.source.entries(place, EXPECTED).flatMap(([written, value]): Expected[] => {
    // “may not” reads better than mayNot.
    const key = wordIn(known, written === 'may not' ? 'mayNot' : written)
    if (key === undefined) {
      reading.source.unknown(keyOf(value), written, known, AN_EXPECTATION)
      return []
    }
    const check = known[key]?.read(value, reading)
    const label = named(known, key)
    return check ? [{ key, label, spot: value.spot, check: (seen: Observation) => check(seen) }] : []
  })
}
