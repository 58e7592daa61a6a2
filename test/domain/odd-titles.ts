/** Titles in characters of all planes and scripts, and queries for them. */
import fc from 'fast-check'
import { withoutLookAlikes } from '#domain/values/look-alikes.ts'

const between = (first: number, last: number): fc.Arbitrary<string> =>
  fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code))

const character = fc.oneof(
  { weight: 6, arbitrary: between(0x4e00, 0x9fff) },
  { weight: 3, arbitrary: between(0x20, 0x7e) },
  { weight: 2, arbitrary: fc.constantFrom(...'（）《》“”‘’，。、：；·—–-…＋＃Ａａ１．〇○①㈠㎡½℃Ⅳﬁ㍿') },
  { weight: 2, arbitrary: between(0x2e80, 0x2fd5) },
  { weight: 2, arbitrary: between(0x20000, 0x2a6df) },
  { weight: 1, arbitrary: between(0x30000, 0x323af) },
  { weight: 1, arbitrary: between(0xf900, 0xfaff) },
  { weight: 1, arbitrary: between(0x2f800, 0x2fa1f) },
  { weight: 1, arbitrary: between(0xa0, 0x24f) },
  { weight: 1, arbitrary: between(0x300, 0x36f) },
  { weight: 1, arbitrary: between(0x370, 0x5ff) },
  { weight: 1, arbitrary: between(0x600, 0x6ff) },
  { weight: 1, arbitrary: between(0x900, 0xe7f) },
  { weight: 1, arbitrary: between(0xac00, 0xd7a3) },
  { weight: 1, arbitrary: between(0x1100, 0x11ff) },
  { weight: 1, arbitrary: between(0x3040, 0x30ff) },
  { weight: 1, arbitrary: between(0xff00, 0xffef) },
  { weight: 1, arbitrary: between(0x1f300, 0x1faff) },
  { weight: 1, arbitrary: fc.constantFrom('\u200b', '\u200d', '\ufe0f', '\u00ad', '\ufeff', '\u3000') },
  { weight: 1, arbitrary: between(0x10000, 0x10ffff) },
  { weight: 1, arbitrary: between(0xe000, 0xf8ff) },
)

export const anyTitle = fc.array(character, { minLength: 1, maxLength: 24 }).map((all) => all.join(''))

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const shown = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment)

/** All single visible characters of a title, and all pairs of them. */
export function piecesOf(title: string): string[] {
  const characters = shown(title)
  return characters.flatMap((one, at) => [one, ...(at === 0 ? [] : [`${characters[at - 1]}${one}`])])
}

const RADICAL_OF = new Map(
  Array.from({ length: 0x2fd6 - 0x2e80 }, (_, at) => String.fromCodePoint(0x2e80 + at)).map((radical) => [
    withoutLookAlikes(radical),
    radical,
  ]),
)
const FULL_WIDTH = /[!-~]/g
const PAIRS: Readonly<Record<string, string>> = {
  ...{
    '（': '(',
    '）': ')',
    '“': '"',
    '”': '"',
    '‘': "'",
    '’': "'",
    '，': ',',
    '。': '.',
    '：': ':',
    '；': ';',
  },
  ...{ '—': '-', '–': '—', '-': '－', '·': '・', '《': '<', '》': '>', 〇: '○', '○': '〇', '…': '...' },
}

const each = (map: (one: string) => string) => (text: string) => Array.from(text, map).join('')

/** Other forms of the same text that people may type or paste. */
const WAYS: readonly ((text: string) => string)[] = [
  (text) => text.normalize('NFC'),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFKC'),
  (text) => text.normalize('NFKD'),
  each((one) => one.toLowerCase()),
  each((one) => one.toUpperCase()),
  (text) => text.replaceAll(FULL_WIDTH, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0)),
  (text) => shown(text).join('\u200b'),
  (text) => `\ufeff${shown(text).join('\u2060')}\u00ad`,
  each((one) => RADICAL_OF.get(one) ?? one),
  each((one) => PAIRS[one] ?? one),
  (text) => ` ${text}\n`,
  (text) => `“${text}”`,
]

export const lookingLike = (text: string, seed: number): string => {
  const [first, second] = [WAYS[seed % WAYS.length], WAYS[Math.floor(seed / 31) % WAYS.length]]
  return second?.(first?.(text) ?? text) ?? text
}
