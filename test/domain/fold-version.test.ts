/**
 * Stored states have the version of the fold that made them. The events of some lives are stored with the digest of
 * their state: when that changes, raise `FOLD_VERSION`, and store the lives again with
 * `STORE_FOLD=1 npx vitest run test/domain/fold-version.test.ts`.
 */

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { evolve } from '#domain/engine/evolve.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { FOLD_VERSION, unopened } from '#domain/project/unopened.ts'
import { appraised, approveBody, filed, letterFor } from './approval-form.ts'
import { basisOf, evaluated } from './evaluated-project.ts'
import { digestOf } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver, leader, officer } from './project-people.ts'

const FILE = join(import.meta.dirname, 'fold-version.json')

interface Stored {
  version: number
  lives: { events: RecordedEvent[]; digest: string }[]
}

const ID = 'project' as never
const foldOf = (events: readonly RecordedEvent[]): string => {
  const { version: _version, ...state } = events.reduce(
    (state, one) => evolve(PROJECT, state, one),
    unopened(ID),
  )
  return createHash('sha256')
    .update(JSON.stringify(sorted(state)))
    .digest('hex')
}

/** Sorts keys: their order does not belong to the state. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]))
}

/** Lives from the submission to the O&M funds; and with a decision that is delegated, objected to, made, and revoked. */
function lives(): ProjectDriver[] {
  const whole = evaluated([false, true, false], 'none')
  basisOf(whole)
  const revoked = appraised(filed())
  revoked.actOnce('decide', approveBody(revoked))
  const hash = () => ({
    step: 'decision' as const,
    contentHash: revoked.state.reviews[0]?.subject.contentHash ?? '',
  })
  revoked.by(leader).act('object', { ...hash(), reasons: '金额' })
  revoked.by(approver).act('decide', approveBody(revoked))
  revoked.by(officer).act('revokeDecision', {
    stage: 'feasibility',
    documentNumber: letterFor(0).documentNumber,
    ground: 'factsWrong',
    document: digestOf('revocation'),
    reasons: '事实有误',
  })
  return [whole, revoked]
}

if (process.env.STORE_FOLD === '1') {
  const stored: Stored = {
    version: FOLD_VERSION,
    lives: lives().map(({ record }) => ({ events: record, digest: foldOf(record) })),
  }
  writeFileSync(FILE, `${JSON.stringify(stored)}\n`)
}

const stored = JSON.parse(readFileSync(FILE, 'utf8')) as Stored

describe('the fold', () => {
  it('has the version with which these lives were stored', () => {
    expect(FOLD_VERSION).toBe(stored.version)
  })

  it.each(stored.lives)(
    'leads where it led under its version: raise FOLD_VERSION otherwise',
    ({ events, digest }) => {
      expect(events.length).toBeGreaterThan(20)
      expect(foldOf(events)).toBe(digest)
    },
  )
})
