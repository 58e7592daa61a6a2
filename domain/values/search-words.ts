/**
 * What is searched for, and what is found by it. The one place that says which texts are the same for a search: titles are
 * indexed by it, and questions are read by it.
 */
import { withoutLookAlikes } from './look-alikes.ts'

/** Marks that letters of any script carry: accents, tones, enclosing circles. The voicing marks of kana make other letters. */
const NOISE = /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}/gu
const DASHES = /[\p{Pd}\u2212\u2500\u2501]/gu
/** Circles that are typed for 〇; forms of a character whose radical is taken for the other one. */
const ALSO: Readonly<Record<string, string>> = { '○': '〇', '◯': '〇', 戶: '户', 黃: '黄', 靑: '青' }

const caseless = (character: string): string =>
  // Up and down again, for ẞ and ς; one by one, for what Σ becomes depends on its place in the word.
  character.toLowerCase().toUpperCase().toLowerCase()

/** The text as a search sees it. It ends taken apart: what Hangul and kana would grow into is not what a piece of them is. */
export const searchForm = (text: string): string =>
  Array.from(withoutLookAlikes(text), caseless)
    .join('')
    .normalize('NFKD')
    .replaceAll(NOISE, '')
    .replaceAll(DASHES, '-')
    .replaceAll(/[○◯戶黃靑]/g, (one) => ALSO[one] ?? one)

/** Latin letters and digits make words, and may be joined in one. Of all other scripts two characters say enough. */
const LATIN = '[a-z0-9]+(?:[-.][a-z0-9]+)*'
const LETTERS = '(?:(?![a-z0-9])[\\p{L}\\p{M}\\p{N}\\p{Co}\\p{Cn}])+'
/** What is no letter but makes a difference: 互联网+, C#, 🏥. Everything else only stands between. */
const SIGN = '(?![~|<>])[\\p{Sm}\\p{Sc}\\p{So}#%&@*‰]'
const PARTS = new RegExp(`(?<latin>${LATIN})|(?<letters>${LETTERS})|(?<sign>${SIGN})`, 'gu')

interface Part {
  kind: 'latin' | 'letters' | 'sign'
  text: string
  at: number
  end: number
}

function partsOf(form: string): Part[] {
  return Array.from(form.matchAll(PARTS), ({ 0: text, index: at, groups }) => {
    const kind = groups?.latin ? 'latin' : groups?.letters ? 'letters' : 'sign'
    return { kind, text, at, end: at + text.length }
  })
}

/** Pairs and single ones of Latin letters stand apart from words: 04 is a word of many project codes. */
const LATIN_GRAM = '~'

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`)

const latinGrams = (grams: readonly string[]): string[] => grams.map((gram) => LATIN_GRAM + gram)

/** Of a word, whatever of it may be asked for. */
const piecesOf = (word: string): string[] => word.split('-')

function gramsOf({ kind, text }: Part): string[] {
  if (kind === 'sign') return [text]
  if (kind === 'letters') {
    const characters = [...text]
    return [...characters, ...pairsOf(characters)]
  }
  return piecesOf(text).flatMap((piece) => {
    const characters = [...piece]
    return latinGrams([...characters.filter((one) => one !== '.'), ...pairsOf(characters)])
  })
}

/** Over what stands between: 工程（三期） is also found by 工程三期, 1,200 by 1200, wi-fi by wifi, node.js by nodejs. */
function bridgesOf(parts: readonly Part[]): string[] {
  const pieces = parts.flatMap((part) =>
    part.kind === 'latin' ? part.text.split(/[-.]/).map((text) => ({ ...part, text })) : part,
  )
  return pieces.slice(1).flatMap((next, at) => {
    const before = pieces[at]
    if (!before || before.kind !== next.kind || next.kind === 'sign') return []
    const pair = `${[...before.text].at(-1)}${[...next.text][0]}`
    return next.kind === 'latin' ? latinGrams([pair]) : [pair]
  })
}

const different = (words: readonly string[]): string[] => [...new Set(words)]

/** What a title is found by: every piece of it that can be seen, from one character on. */
export function wordsOfTitle(title: string): string[] {
  const parts = partsOf(searchForm(title))
  return different([...parts.flatMap(gramsOf), ...bridgesOf(parts)])
}

/** What a number is found by: 2603-100000-04-04-300001 whole and by its parts, 发改高技〔2026〕123号 by its words. */
export const wordsOfNumber = (number: string): string[] =>
  different(
    partsOf(searchForm(number)).flatMap((part) =>
      part.kind === 'latin' ? [part.text, ...piecesOf(part.text)] : gramsOf(part),
    ),
  )

/** One thing that must be there: a gram, or a word of a number or else all its grams, somewhere in a title. */
export type Asked = { gram: string } | { word: string; mayGoOn: boolean; grams: string[] }

/** What a question asks for, all of it; empty when there is nothing in it but what stands between. */
export function askedFor(question: string): Asked[] {
  const form = searchForm(question)
  return partsOf(form).flatMap((part): Asked[] => {
    if (part.kind === 'sign') return [{ gram: part.text }]
    if (part.kind === 'letters') {
      const characters = [...part.text]
      return (characters.length === 1 ? characters : different(pairsOf(characters))).map((gram) => ({ gram }))
    }
    const grams = piecesOf(part.text).flatMap((piece) =>
      latinGrams(piece.length === 1 ? [piece] : pairsOf([...piece])),
    )
    // Where something else follows, the word ends there.
    const mayGoOn = part.end === form.length || /\s/.test(form[part.end] ?? '')
    return [{ word: part.text, mayGoOn, grams: different(grams) }]
  })
}
