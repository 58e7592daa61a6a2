/** An act may only name what exists. Unknown ids are refused with their pointer, by the rules and by the API. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleOf } from '#api/contract/example-of.ts'
import { referenceProblems } from '#api/input/references.ts'
import { Directory } from '#db/intake/directory.ts'
import { BODIES, type BodyOf, VERBS, type Verb } from '#domain/project/actions.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { ProjectRefusal } from '#domain/project/topics.ts'
import type { Person } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { DIGEST, digest, isSlug, type RefersTo, type Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { plan } from './approval-form.ts'
import { operating, project } from './project-builder.ts'
import { approver } from './project-people.ts'
import { FIELDS } from './shape-fields.ts'

/** A body with all fields, optional ones too, and one entry in each list. */
function wholeOf(shape: Shape<unknown>, name = ''): unknown {
  if (shape.type === 'array' && shape.items) return [wholeOf(shape.items, name)]
  if (shape.type !== 'object') return exampleOf(shape, name)
  return Object.fromEntries(
    Object.entries(shape.properties ?? {}).map(([key, field]) => [key, wholeOf(field, key)]),
  )
}

/** The same body with another value at one path. */
function changed(body: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  if (name === '') return value
  if (Array.isArray(body)) return body.map((item) => changed(item, rest, value))
  const fields = body as Record<string, unknown>
  return { ...fields, [name]: changed(fields[name], rest, value) }
}

const REFERENCES = FIELDS.filter(({ shape }) => shape.refersTo !== undefined)
const named = REFERENCES.map(({ verb, path, shape }) => [`${verb}${path}`, { verb, path, shape }] as const)

const people: Person[] = ['zhongshu', 'he-jing'].map((id) => ({
  ...{
    id: id as PersonId,
    zh: '何静',
    en: 'He Jing',
    org: 'mca',
    roles: ['approver'],
    isLeader: false,
    email: '',
  },
}))
const orgs = ['mca', 'huazi', 'zhongshu'].map((id) => ({
  id,
  parent: null,
  uscc: null,
  zh: '单位',
  en: 'Unit',
}))
const directory = new Directory('1', orgs, people)
const held = [exampleOf(digest()) as string]
const known = { directory, documents: held, planItems: plan.items, on: plainDate('2026-03-02') }

const STRANGERS: Record<string, fc.Arbitrary<string>> = {
  slug: fc
    .stringMatching(/^[a-z][a-z0-9-]{0,40}$/)
    .filter((id) => isSlug(id) && !directory.people.has(id as PersonId) && !directory.orgs.has(id)),
  item: fc.stringMatching(/^Z-[0-9]{1,8}$/),
  digest: fc.stringMatching(/^[0-9a-f]{64}$/).filter((one) => !held.includes(one)),
}

const OF_KIND: Readonly<Record<RefersTo, string>> = {
  ...{ person: 'slug', organisation: 'slug', planItem: 'item', document: 'digest' },
}

const late = operating('2026-03-10')

describe('a reference', () => {
  it('is every id of a person or an organisation', () => {
    const others = FIELDS.filter(
      ({ shape }) =>
        shape.type === 'string' && shape.pattern?.startsWith('^[a-z][a-z0-9-]') && !shape.refersTo,
    )
    // Seats belong to the round, which refuses unknown ones itself.
    expect([...new Set(others.map(({ path }) => path.slice(1)))].toSorted()).toEqual(['of', 'seat'])
    expect(REFERENCES.length).toBeGreaterThan(15)
  })

  it('is every digest, except those of the content that is decided on', () => {
    const others = FIELDS.filter(({ shape }) => shape.pattern === DIGEST.source && !shape.refersTo)
    expect([...new Set(others.map(({ path }) => path.slice(1)))].toSorted()).toEqual([
      'amends',
      'contentHash',
      'formDigest',
    ])
  })

  it.each(named)('to something unknown is refused with its pointer: %s', (_name, { verb, path, shape }) => {
    const pointer = path
    const strangers = STRANGERS[OF_KIND[shape.refersTo as RefersTo]]
    fc.assert(
      fc.property(strangers as fc.Arbitrary<string>, (id) => {
        const body = changed(wholeOf(BODIES[verb]), path.slice(1).split('/'), id)
        expect(checkShape(BODIES[verb], body)).toEqual([])
        expect(referenceProblems(BODIES[verb], body, known)).toContainEqual(
          expect.objectContaining({ pointer, code: 'unknown-reference' }),
        )
        expect(unmetOf(verb, body, id)).toContainEqual(
          shape.refersTo === 'planItem'
            ? { code: 'notInPlan', params: expect.objectContaining({ pointer, item: id }) }
            : {
                code: shape.refersTo === 'document' ? 'documentNotHeld' : 'unknownReference',
                params: { pointer, id },
              },
        )
      }),
      { numRuns: 10 },
    )
  })

  it('to something known is accepted', () => {
    for (const verb of VERBS) {
      const body = changed(
        wholeOf(BODIES[verb]),
        verb === 'submitStage' ? ['planItem'] : [''],
        plan.items[0]?.id,
      )
      const problems = referenceProblems(
        BODIES[verb],
        verb === 'submitStage' ? body : wholeOf(BODIES[verb]),
        known,
      )
      expect(problems, verb).toEqual([])
    }
  })

  it('to a document is not checked if policy allows files elsewhere', () => {
    const values = { ...POLICY_V1.values, documentsHeldHere: false }
    const body = { reasons: '进度不符', document: 'ab'.repeat(32) }
    const p = operating('2026-03-10').knowsNot(body.document).by(approver)
    const codes = () => p.refused('orderRectification', body)
    expect(codes()).toContain('documentNotHeld')
    p.given({ policy: { ...POLICY_V1, values } })
    expect(codes()).not.toContain('documentNotHeld' satisfies ProjectRefusal)
  })

  it('that is nearly right gets suggestions', () => {
    const body = changed(wholeOf(BODIES.commissionAppraisal), ['agency'], 'hauzi')
    expect(referenceProblems(BODIES.commissionAppraisal, body, known)).toMatchObject([
      {
        pointer: '/agency',
        en: expect.stringContaining('huazi (Unit)'),
        zh: expect.stringContaining('huazi (单位)'),
      },
    ])
  })
})

/** A plan item is checked only in the act that opens a case. */
function unmetOf(verb: Verb, body: unknown, id: string) {
  const p = verb === 'submitStage' ? project().at('2026-03-02').given({ plan }) : late
  return p
    .knowsNot(id)
    .by(approver)
    .unmet(verb, {
      ...(body as object),
      ...(verb === 'submitStage' ? { track: 'planned' } : {}),
    } as BodyOf<Verb>)
}
