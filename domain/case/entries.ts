/** Topics hold acts, events, deadlines and refusals in one entry each; here the entries of one sort are joined. */

/** The entries of one sort in all topics. Throws an Error where two have one name: the later one would take the other's place. */
export function entriesOf<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): [string, T][] {
  const entries = tables.flatMap((table) => Object.entries(table ?? {}))
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index)
  if (twice) throw new Error(`two topics have an entry called ${twice[0]}`)
  return entries
}

/** Something of each entry, by the same name. */
export const mapped = <T, R>(
  entries: readonly (readonly [string, T])[],
  of: (entry: T, name: string) => R,
): Record<string, R> => Object.fromEntries(entries.map(([name, entry]) => [name, of(entry, name)]))

type TableOf<T, Sort extends string> = T extends Readonly<Record<Sort, infer A>> ? A : never
type AllOf<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void ? A : never

/** All entries of one sort in a union of topics, as one table. */
export type EntriesIn<T, Sort extends string> = AllOf<TableOf<T, Sort>>

/** Their names. */
export type NamesIn<T, Sort extends string> = T extends Readonly<Record<Sort, infer A>> ? keyof A : never
