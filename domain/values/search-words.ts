/**
 * The words of a search index and of a search query. Both are normalised here, so that they agree on which texts are the
 * same.
 */
import { withoutLookAlikes } from './look-alikes.ts'

/** Accents, tones and enclosing circles on letters of any script. Not the voicing marks of kana: they make other letters. */
const MARKS = /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}/gu
const DASHES = /[\p{Pd}\u2212\u2500\u2501]/gu
/** Circles that people type instead of 〇; characters that have a traditional and a simplified form with the same radical. */
const VARIANTS: Readonly<Record<string, string>> = { '○': '〇', '◯': '〇', 戶: '户', 黃: '黄', 靑: '青' }

const caseless = (character: string): string =>
  // Upper and lower case, because of ẞ and ς. One character at a time, because the lower case of Σ depends on its place in the word.
  character.toLowerCase().toUpperCase().toLowerCase()

/** The normalised text. It stays decomposed (NFKD): composed Hangul and kana would not contain the characters of which they consist. */
export const searchForm = (text: string): string =>
  Array.from(withoutLookAlikes(text), caseless)
    .join('')
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .replaceAll(DASHES, '-')
    .replaceAll(/[○◯戶黃靑]/g, (one) => VARIANTS[one] ?? one)

/** Latin letters and digits form words, which may contain hyphens and points. All other scripts are indexed by single characters and pairs. */
const LATIN = '[a-z0-9]+(?:[-.][a-z0-9]+)*'
const LETTERS = '(?:(?![a-z0-9])[\\p{L}\\p{M}\\p{N}\\p{Co}\\p{Cn}])+'
/** Symbols that are searched for: 互联网+, C#, 🏥. Everything else is a separator. */
const SYMBOL = '(?![~|<>])[\\p{Sm}\\p{Sc}\\p{So}#%&@*‰]'
const PARTS = new RegExp(`(?<latin>${LATIN})|(?<letters>${LETTERS})|(?<symbol>${SYMBOL})`, 'gu')

interface Part {
  kind: 'latin' | 'letters' | 'symbol'
  text: string
  at: number
  end: number
}

function partsOf(form: string): Part[] {
  return Array.from(form.matchAll(PARTS), ({ 0: text, index: at, groups }) => {
    const kind = groups?.latin ? 'latin' : groups?.letters ? 'letters' : 'symbol'
    return { kind, text, at, end: at + text.length }
  })
}

/** Prefix of pairs and single Latin characters, to tell them from whole words: 04 is a word of many project codes. */
const LATIN_GRAM = '~'

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`)

const latinGrams = (grams: readonly string[]): string[] => grams.map((gram) => LATIN_GRAM + gram)

/** The parts of a word that are searched for by themselves. */
const piecesOf = (word: string): string[] => word.split('-')

function gramsOf({ kind, text }: Part): string[] {
  if (kind === 'symbol') return [text]
  if (kind === 'letters') {
    const characters = [...text]
    return [...characters, ...pairsOf(characters)]
  }
  return piecesOf(text).flatMap((piece) => {
    const characters = [...piece]
    return latinGrams([...characters.filter((one) => one !== '.'), ...pairsOf(characters)])
  })
}

/** Pairs across a separator: 工程（三期） is also found by 工程三期, 1,200 by 1200, wi-fi by wifi, node.js by nodejs. */
function pairsAcrossSeparators(parts: readonly Part[]): string[] {
  const pieces = parts.flatMap((part) =>
    part.kind === 'latin' ? part.text.split(/[-.]/).map((text) => ({ ...part, text })) : part,
  )
  return pieces.slice(1).flatMap((next, at) => {
    const before = pieces[at]
    if (!before || before.kind !== next.kind || next.kind === 'symbol') return []
    const pair = `${[...before.text].at(-1)}${[...next.text][0]}`
    return next.kind === 'latin' ? latinGrams([pair]) : [pair]
  })
}

const unique = (words: readonly string[]): string[] => [...new Set(words)]

/** The words under which a title is indexed: any visible part of it finds it, from one character on. */
export function wordsOfTitle(title: string): string[] {
  const parts = partsOf(searchForm(title))
  return unique([...parts.flatMap(gramsOf), ...pairsAcrossSeparators(parts)])
}

/** The words under which a number is indexed: 2603-100000-04-04-300001 as a whole and by its parts, 发改高技〔2026〕123号 by its words. */
export const wordsOfNumber = (number: string): string[] =>
  unique(
    partsOf(searchForm(number)).flatMap((part) =>
      part.kind === 'latin' ? [part.text, ...piecesOf(part.text)] : gramsOf(part),
    ),
  )

/** One condition of a query: a gram must be in the title; or a word must be in a number, or all its grams in the title. */
export type SearchTerm = { gram: string } | { word: string; isPrefix: boolean; grams: string[] }

/** The terms of a query, all of which must be met. Empty when the query has only separators. */
export function searchTermsOf(query: string): SearchTerm[] {
  const form = searchForm(query)
  return partsOf(form).flatMap((part): SearchTerm[] => {
    if (part.kind === 'symbol') return [{ gram: part.text }]
    if (part.kind === 'letters') {
      const characters = [...part.text]
      return (characters.length === 1 ? characters : unique(pairsOf(characters))).map((gram) => ({ gram }))
    }
    const grams = piecesOf(part.text).flatMap((piece) =>
      latinGrams(piece.length === 1 ? [piece] : pairsOf([...piece])),
    )
    // The last word may be incomplete, unless a separator follows it.
    const isPrefix = part.end === form.length || /\s/.test(form[part.end] ?? '')
    return [{ word: part.text, isPrefix, grams: unique(grams) }]
  })
}
