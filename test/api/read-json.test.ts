import { describe, expect, it } from 'vitest'
import { type Characters, readJson, tokensIn } from '#api/input/read-json.ts'
import { Problem } from '#api/problem.ts'

const read = (text: string): unknown => readJson(Buffer.from(text))

function slugOf(text: string): string | undefined {
  try {
    read(text)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.slug
    throw error
  }
}

/** Bodies that grow with `n`; each is slow for some way of searching strings, brackets or names. */
const HOSTILE: Record<string, (n: number) => string> = {
  'a string without end, full of escaped quotation marks': (n) => `"${'\\"'.repeat(n / 2)}`,
  'a string without end, full of backslashes': (n) => `"${'\\\\'.repeat(n / 2)}`,
  'quotation marks only': (n) => '"'.repeat(n),
  'strings without end inside a list': (n) => `["a","b${'\\"'.repeat(n / 2)}`,
  'backslashes outside of strings': (n) => '\\'.repeat(n),
  'open brackets inside a string': (n) => `{"a":"${'['.repeat(n)}"}`,
  'an escaped name': (n) => `{"${'\\u0061'.repeat(n / 6)}":1}`,
  'many names': (n) => `{${Array.from({ length: n / 12 }, (_, i) => `"n${i}":1`).join(',')}}`,
  colons: (n) => ':'.repeat(n),
}

/** How many characters are read or copied until the last token, counting repetitions. */
function stepsFor(text: string): number {
  let steps = 0
  const slice = (from: number, to: number): string => {
    steps += to - from
    return text.slice(from, to)
  }
  const counted = new Proxy({} as Characters, {
    get(_, name) {
      if (name === 'length') return text.length
      if (name === 'slice') return slice
      steps += 1
      return text[Number(name)]
    },
  })
  for (const _ of tokensIn(counted));
  return steps
}

/** For a character in a string: two comparisons and a copy; for any other character one. */
const STEPS_A_CHARACTER = 3

describe('reading JSON', () => {
  // The body is read twice, for its depth and for its names; both times token by token.
  it.each(Object.entries(HOSTILE))(
    'reads each character only a few times, for any length: %s',
    (_name, make) => {
      for (const n of [300, 3_000, 300_000]) {
        const text = make(n)
        slugOf(text)
        expect(stepsFor(text), `${n} characters`).toBeLessThanOrEqual(STEPS_A_CHARACTER * text.length + 1)
      }
    },
  )

  it('understands escapes in strings and in names', () => {
    const text = String.raw`{"a\\":"\"{[","b\"":["\\",{"a\\":"]"}],"\u0063":":,"}`
    expect(read(text)).toEqual(JSON.parse(text))
  })

  it('accepts the same name in different objects, and brackets in strings', () => {
    const deep = `${'['.repeat(32)}${']'.repeat(32)}`
    for (const text of ['[{"a":1},{"a":1}]', '{"a":{"a":"a"}}', `"${'['.repeat(40)}"`, deep, '[":",":"]']) {
      expect(read(text), text).toEqual(JSON.parse(text))
    }
  })

  it.each([
    '{"a":1,"a":2}',
    String.raw`{"a":1,"\u0061":2}`,
    String.raw`{"a\"":"\\","a\"":2}`,
    '{"b":{"a":[1,{"c":0}],"a":2}}',
    '{"__proto__":{}}',
    String.raw`{"x":[{"\u005f_proto__":1}]}`,
    '{"constructor":{"prototype":{}}}',
    `${'['.repeat(33)}${']'.repeat(33)}`,
    `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`,
    '[NaN]',
    '{"a":Infinity}',
    '{"name":"a"',
    '{"name":"a',
    String.raw`{"name":"a\"`,
    '{"name":"a\\',
    '"',
    '  ',
    '',
  ])('does not read %s', (text) => {
    expect(slugOf(text)).toBe('malformed-json')
  })

  it('refuses a number that would be rounded', () => {
    expect(slugOf('{"amountFen":12000000000.0000001}')).toBe('malformed-json')
    expect(slugOf('{"amountFen":12000000000}')).toBeUndefined()
  })
})
