/** All files of a directory are checked: one error names all their faults, each with its place. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleReference, readReference } from '#db/intake/reference-data.ts'
import { KINDS } from '#domain/kinds.ts'

const EXAMPLE = resolve(import.meta.dirname, '../../db/reference')
const ORGANISATIONS = `- { id: ministry, parent: null, uscc: 11100000MT0010079H, zh: 部, en: Ministry, isNational: true }
- { id: bureau, parent: ministry, zh: 司, en: Bureau }
`
const PEOPLE = `- { id: one, zh: 甲, en: One, org: bureau, roles: [approver], isLeader: false, email: one@example.invalid }
`
const PLANS = `- version: "1"
  effectiveFrom: "2025-01-01"
  source: 规划
  items:
    - { id: P-1, title: 系统, owner: ministry }
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongchou-reference-'))
  write('organisations.yaml', ORGANISATIONS)
  write('people.yaml', PEOPLE)
  write('plans.yaml', PLANS)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)

/** The faults of the files, without the first line, which names the folder. */
function faults(): string[] {
  try {
    readReference(KINDS, folder)
  } catch (error) {
    const [first, ...rest] = (error as Error).message.split('\n')
    expect(first).toBe(`Nothing is loaded from ${folder}; correct this and load it again:`)
    return rest.map((line) => line.trim())
  }
  return []
}

const person = (fields: object): string =>
  `- ${JSON.stringify({ id: 'two', zh: '乙', en: 'Two', org: 'bureau', roles: [], isLeader: false, email: 'two@example.invalid', ...fields })}\n`
const organisation = (fields: object): string =>
  `- ${JSON.stringify({ id: 'agency', zh: '所', en: 'Agency', ...fields })}\n`

describe('files of a directory', () => {
  it('that are valid are read, including the example', () => {
    expect(faults()).toEqual([])
    expect(readReference(KINDS, folder).organisations[1]).toEqual({
      id: 'bureau',
      parent: 'ministry',
      uscc: null,
      zh: '司',
      en: 'Bureau',
    })
    expect(exampleReference(KINDS).people.length).toBeGreaterThan(30)
    expect(exampleReference(KINDS).placeOf?.('he-jing' as never)).toMatch(/^people\.yaml, line \d+, email$/)
  })

  it('get one report of all faults, each with its file, line and field', () => {
    write(
      'organisations.yaml',
      `${ORGANISATIONS}${organisation({ id: 'an agency', parent: 'nowhere', uscc: 'x' })}`,
    )
    write(
      'people.yaml',
      PEOPLE + person({ roles: ['approver', 'aprover'], zh: '乙\n丙', org: 'nobody', extra: 1 }),
    )
    write('plans.yaml', PLANS.replace('ministry', 'nobody').replace('"2025-01-01"', 'soon'))
    expect(faults()).toEqual([
      'organisations.yaml, line 3, id: must match ^[a-z][a-z0-9-]{0,62}$',
      'organisations.yaml, line 3, parent: is no organisation of the file: nowhere',
      'organisations.yaml, line 3, uscc: is no valid unified social credit code (GB 32100-2015)',
      expect.stringMatching(/^people\.yaml, line 2, zh: must be text in one line/),
      expect.stringMatching(/^people\.yaml, line 2, roles\.1: must be one of applicant, .*securityAdmin$/),
      'people.yaml, line 2, extra: is not known here',
      'people.yaml, line 2, org: is no organisation of the file: nobody',
      expect.stringMatching(/^plans\.yaml, line 2, effectiveFrom: must be a calendar date/),
      'plans.yaml, line 5, items.0.owner: is no organisation of the file: nobody',
    ])
  })

  it('name no legal entity twice', () => {
    const uscc = '11100000MT00000144'
    const [first, second] = ['agency', 'other-name'].map((id) => organisation({ id, parent: null, uscc }))
    write('organisations.yaml', `${ORGANISATIONS}${first}${second}`)
    expect(faults()).toEqual([`organisations.yaml, line 4, uscc: is there already: ${uscc}`])
  })

  it('give roles of national bodies only to their people', () => {
    write('organisations.yaml', ORGANISATIONS + organisation({ parent: null, uscc: null }))
    write('people.yaml', PEOPLE + person({ org: 'agency', roles: ['expert', 'financeMinistry'] }))
    expect(faults()).toEqual([expect.stringMatching(/, roles\.1: is a role of national bodies/)])
  })

  it('get the line of a field, not only that of its entry', () => {
    write(
      'people.yaml',
      `- id: one\n  zh: 甲\n  en: One\n  org: bureau\n  roles:\n    - approver\n    - aprover\n  isLeader: 1\n`,
    )
    expect(faults().map((fault) => fault.split(':')[0])).toEqual([
      'people.yaml, line 1, email',
      'people.yaml, line 7, roles.1',
      'people.yaml, line 8, isLeader',
    ])
  })

  it.each([
    ['an empty list', 'people.yaml', '[]', 'people.yaml, line 1: must not be empty'],
    ['an empty file', 'people.yaml', '', 'people.yaml, line 1: must be a list'],
    ['no list', 'organisations.yaml', 'id: one\n', 'organisations.yaml, line 1: must be a list'],
    ['no YAML', 'people.yaml', '- { id: one\n- x', 'people.yaml, line 2: is no valid YAML'],
    [
      'a field that is given twice',
      'people.yaml',
      '- { id: one, id: two }',
      'people.yaml, line 1: is no valid YAML',
    ],
    ['another encoding', 'people.yaml', Buffer.from([0x2d, 0x20, 0xbc, 0xd7]), 'people.yaml: is not UTF-8'],
    ['an entry that is none', 'people.yaml', `${PEOPLE}- one\n-\n`, 'people.yaml, line 2: must be an object'],
    [
      'an id that is there already',
      'people.yaml',
      PEOPLE + PEOPLE.replaceAll('甲', '乙').replaceAll('One', 'Two'),
      'people.yaml, line 2, id: is there already: one',
    ],
    [
      'a role that is there already',
      'people.yaml',
      person({ roles: ['expert', 'expert'] }),
      'people.yaml, line 1, roles.1: is there already: expert',
    ],
    [
      'a name of nothing visible',
      'people.yaml',
      person({ zh: '\u200b' }),
      'people.yaml, line 1, zh: must be text in one line',
    ],
    ['a name that is left out', 'people.yaml', person({ zh: null }), 'people.yaml, line 1, zh: is required'],
    [
      'no address',
      'people.yaml',
      person({ email: 'two at example' }),
      'people.yaml, line 1, email: must match',
    ],
    [
      'a day that there is not',
      'people.yaml',
      person({ leftOn: '2026-02-30' }),
      'people.yaml, line 1, leftOn: must be a calendar date',
    ],
    [
      'a code that is wrong',
      'organisations.yaml',
      ORGANISATIONS.replace('0079H', '0079J'),
      'organisations.yaml, line 1, uscc: is no valid unified social credit code',
    ],
    [
      'a loop',
      'organisations.yaml',
      ORGANISATIONS.replace('parent: null', 'parent: bureau'),
      'organisations.yaml, line 1, parent: is below ministry itself: bureau',
    ],
    [
      'an item that is there already in other writing',
      'plans.yaml',
      `${PLANS}    - { id: Ｐ-1, title: 另一个, owner: ministry }\n`,
      'plans.yaml, line 6, items.1.id: is there already: P-1',
    ],
    [
      'a version that is there already',
      'plans.yaml',
      PLANS + PLANS,
      'plans.yaml, line 6, version: is there already: 1',
    ],
    [
      'too many bytes for the histories of cases',
      'plans.yaml',
      `${PLANS}#${'x'.repeat(262_144)}`,
      'plans.yaml: has',
    ],
  ])('with %s are not loaded', (_what, name, content, told) => {
    write(name, content)
    const said = faults()
    expect(
      said.filter((fault) => fault.startsWith(told)),
      said.join('\n'),
    ).toHaveLength(1)
  })

  it('that are missing are named', () => {
    rmSync(join(folder, 'people.yaml'))
    expect(faults()).toEqual(['people.yaml: cannot be read (ENOENT)'])
  })

  it('get no faults that only follow from another fault', () => {
    write('organisations.yaml', ORGANISATIONS.replace('zh: 司', 'zh: ""'))
    expect(faults()).toHaveLength(1)
    write('organisations.yaml', '[]')
    expect(faults()).toEqual(['organisations.yaml, line 1: must not be empty'])
  })

  it('let nobody act for an organisation that has ended', () => {
    write('organisations.yaml', ORGANISATIONS + organisation({ endedOn: '2026-03-01' }))
    write('people.yaml', PEOPLE + person({ org: 'agency' }))
    expect(faults()).toEqual([
      'people.yaml, line 2, leftOn: must be 2026-03-01 at the latest: agency ended on that day',
    ])
    write('people.yaml', PEOPLE + person({ org: 'agency', leftOn: '2026-03-01' }))
    expect(faults()).toEqual([])
  })

  it('may be longer than any list in an act', () => {
    const many = Array.from({ length: 700 }, (_, n) =>
      person({ id: `p-${n}`, email: `p-${n}@example.invalid` }),
    )
    write('people.yaml', many.join(''))
    expect(readReference(KINDS, folder).people).toHaveLength(700)
    write('people.yaml', many.join('').replaceAll('"org":"bureau"', '"org":"nobody"'))
    expect(faults()).toHaveLength(700)
    // A plan is read to its end.
    const items = Array.from(
      { length: 500 },
      (_, n) => `    - { id: P-${n}, title: 系统, owner: nobody }\n`,
    ).join('')
    write('people.yaml', PEOPLE)
    write('plans.yaml', PLANS.replace(/ {4}- .*\n/, items))
    expect(faults()).toHaveLength(500)
  })
})

describe('two people with one name and address', () => {
  const same = { zh: '甲', email: 'one@example.invalid' }
  const twins = (first: object, second: object) => {
    write('people.yaml', person({ id: 'one', ...same, ...first }) + person({ ...same, ...second }))
    return faults().map((fault) => fault.split(':')[0])
  }
  const BOTH = ['people.yaml, line 1, email', 'people.yaml, line 2, email']

  it.each([
    ['as they are', {}],
    ['in other characters', { zh: ' 甲\u200b', email: 'ＯＮＥ@Example.invalid' }],
    ['in the other language', { zh: '不同', en: 'two' }],
  ])('%s are not loaded without an identity', (_how, second) => {
    expect(twins({}, second)).toEqual(BOTH)
  })

  it('are one human or two, as their identities say', () => {
    expect(twins({ identity: 'a' }, { identity: 'a' })).toEqual([])
    expect(twins({ identity: 'a' }, { identity: 'b' })).toEqual([])
    expect(twins({ identity: 'a' }, {})).toEqual(BOTH.slice(1))
  })

  it('are two people if only name or address is the same', () => {
    expect(twins({}, { email: 'two@example.invalid' })).toEqual([])
    expect(twins({}, { zh: '乙', en: 'Other' })).toEqual([])
  })
})

it('the example also has no fault for a plain YAML reader', () => {
  for (const name of ['organisations.yaml', 'people.yaml', 'plans.yaml']) {
    write(name, readFileSync(join(EXAMPLE, name)))
  }
  expect(faults()).toEqual([])
})
