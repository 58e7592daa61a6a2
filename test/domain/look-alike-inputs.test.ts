/** An input means what it looks like: codes that look the same are the same or are refused, and texts are visible. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleOf } from '#api/contract/example-of.ts'
import { isSameIdentifier } from '#domain/values/identifier.ts'
import { withoutLookAlikes } from '#domain/values/look-alikes.ts'
import type { Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { filed, plan, study } from './approval-form.ts'
import { project, wan } from './project-builder.ts'
import { lead } from './project-people.ts'
import { FIELDS } from './shape-fields.ts'

const isCode = ({ type, enum: words, format, pattern }: Shape<unknown>): boolean =>
  type === 'string' &&
  !words &&
  (pattern !== undefined || !['line', 'prose', 'date', 'date-time'].includes(format ?? ''))
const isFreeText = ({ format }: Shape<unknown>): boolean => format === 'line' || format === 'prose'
const named = (fits: (shape: Shape<unknown>) => boolean) =>
  FIELDS.filter(({ shape }) => fits(shape)).map(
    (field) => [`${field.verb}${field.path}`, field.shape] as const,
  )

/** Invisible characters. */
const UNSEEN = ['\u200b', '\u00ad', '\u2060', '\ufe0f', '\u034f', '\u3164', '\u{e0101}']
const BLANKS = [' ', '\u00a0', '\u3000', '\u2003']

/** Characters that look like this one: all characters of Unicode that are folded to it. */
const DOUBLES: ReadonlyMap<string, readonly string[]> = (() => {
  const doubles = new Map<string, string[]>()
  for (let point = 0x80; point < 0x30000; point += 1) {
    const one = String.fromCodePoint(point)
    const folded = withoutLookAlikes(one)
    if (folded !== one && [...folded].length === 1) doubles.set(folded, [...(doubles.get(folded) ?? []), one])
  }
  return doubles
})()

/** A text that looks the same, with other characters. */
const lookAlike = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...[...text].map((one) => fc.constantFrom(one, ...(DOUBLES.get(one) ?? []))),
      fc.constantFrom('', ...UNSEEN, ...BLANKS),
      fc.constantFrom('', ...BLANKS),
      fc.nat({ max: [...text].length }),
    )
    .map((parts) => {
      const [unseen, blank, at] = parts.slice(-3) as [string, string, number]
      const characters = parts.slice(0, -3) as string[]
      const inside = BLANKS.includes(unseen) ? characters.length : at
      return [...characters.slice(0, inside), unseen, ...characters.slice(inside), blank].join('')
    })

describe('a code that looks like another one', () => {
  it.each(named(isCode))('%s: is refused, or is the same', (_name, shape) => {
    const code = String(exampleOf(shape))
    expect(checkShape(shape, code)).toEqual([])
    fc.assert(
      fc.property(lookAlike(code), (other) => {
        if (checkShape(shape, other).length === 0) expect(isSameIdentifier(other, code)).toBe(true)
      }),
    )
  })

  it('exists for the codes of this test', () => {
    expect(DOUBLES.get('金')).toContain('⾦')
    expect(DOUBLES.get('1')).toContain('１')
  })
})

describe('a free text', () => {
  const nothing = fc.string({
    unit: fc.constantFrom(
      ...UNSEEN,
      ...BLANKS,
      '\n',
      '\t',
      '\u2800',
      '\ufffc',
      '\u{1d159}',
      '\u{13441}',
      '\u{13442}',
      '\u0301',
    ),
    maxLength: 12,
  })

  it.each(named(isFreeText))('%s: has something visible in it', (_name, shape) => {
    fc.assert(
      fc.property(nothing, (text) => {
        expect(checkShape(shape, text)).not.toEqual([])
      }),
    )
    expect(checkShape(shape, '同意。')).toEqual([])
  })

  it.each(named(isFreeText))('%s: has no characters that hide or reorder text', (_name, shape) => {
    for (const hiding of [
      '\u202e',
      '\u2066',
      '\ufeff',
      '\u0000',
      '\u001b',
      '\ud800',
      '\u{e0041}',
      '\ufff9',
    ]) {
      expect(checkShape(shape, `同意${hiding}拨付`), hiding).not.toEqual([])
    }
  })

  it.each(named(({ prose }) => prose === true))(
    '%s: has lines and tabs, as documents have',
    (_name, shape) => {
      expect(checkShape(shape, '一、同意。\r\n\t二、另行核定。\n')).toEqual([])
    },
  )
})

describe('a code is compared by what it looks like', () => {
  it('where a catalog names its resources', () => {
    const [item] = study().catalog
    if (!item) throw new Error('no item')
    const catalog = [item, { ...item, code: `${item.code.replace('3', '３')} ` }]
    expect(
      project().given({ plan }).at('2026-03-02').by(lead).refused('submitStage', study({ catalog })),
    ).toEqual(['catalogCodeTwice'])
  })

  it('where a project names its plan item', () => {
    expect(filed(study({ planItem: 'Ａ-07 ', investmentFen: wan(12_000) })).state.status).toBe('submitted')
  })
})
