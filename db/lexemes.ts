/** Full-text search in PostgreSQL: the words and marks of a row as a `tsvector`, and a search text as a `tsquery`. */
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import { type SearchTerm, searchTermsOf, wordsOfNumber, wordsOfTitle } from '#domain/values/search-words.ts'

const quoted = (lexeme: string): string => `'${lexeme.replaceAll(/['\\]/g, '$&$&')}'`

/** A `tsquery` for rows with at least one of these marks. */
export const anyOf = (marks: readonly string[]): string => marks.map(quoted).join(' | ')

/** Marks of a case and of its tasks. Words never begin with `@`, so they cannot be taken for marks. */
export const ownedBy = (orgs: readonly OrgId[]): string[] => orgs.map((org) => `@owner:${org}`)

export const decidedBy = (orgs: readonly OrgId[]): string[] => orgs.map((org) => `@authority:${org}`)

/** The searchable fields of a case. */
export interface SearchedCase extends Pick<ReviewedState, 'title' | 'owner' | 'authority'> {
  numbers: readonly string[]
}

/** The words of its title and its numbers, and the marks of its owner and authority, as a `tsvector`. */
export function lexemesOf({ title, numbers, owner, authority }: SearchedCase): string {
  const words = [...wordsOfTitle(title), ...numbers.flatMap(wordsOfNumber)]
  return [...words, ...ownedBy([owner]), ...decidedBy([authority])].map(quoted).join(' ')
}

/** The search text as a `tsquery`; undefined when it has nothing to search for. */
export function searchQuery(question: string): string | undefined {
  const asked = searchTermsOf(question).map(inQuery)
  return asked.length === 0 ? undefined : asked.join(' & ')
}

function inQuery(asked: SearchTerm): string {
  if ('gram' in asked) return quoted(asked.gram)
  const { word, isPrefix, grams } = asked
  return `(${quoted(word)}${isPrefix ? ':*' : ''} | ${grams.map(quoted).join(' & ')})`
}
