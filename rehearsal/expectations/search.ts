/** Which cases a person finds. */
import { amountIn } from '../notation.ts'
import type { Observation, ObservedQuery } from '../observation.ts'
import type { Doer } from '../rehearsal.ts'
import type { Place } from '../yaml-source.ts'
import { type Expectation, type Mismatch, type Reading, sameSet } from './expectation.ts'
import { readerIn } from './inbox.ts'
import { isNone, word } from './reading.ts'

const SEARCH_WORDS = {
  by: { zh: '人员' },
  text: { zh: '词语' },
  owner: { zh: '建设单位' },
  state: { zh: '状态' },
  from: { zh: '金额不低于' },
  to: { zh: '金额不高于' },
  finds: { zh: '结果' },
}

type Field = keyof typeof SEARCH_WORDS
type Fields = Partial<Record<Field, Place>>

export const SEARCH = {
  search: {
    zh: '搜索',
    en: 'which cases a person finds: {by, text, owner, state, from, to, finds: aliases, a number, or none}, or several',
    read: (place, reading) => {
      const { source } = reading
      const places = source.isList(place) ? source.items(place, 'searches') : [place]
      const searches = places.map((one) => searchIn(one, reading))
      if (!searches.every((one) => one !== undefined)) return undefined
      return async (seen) => (await Promise.all(searches.map((one) => compare(one, seen)))).flat()
    },
  },
} as const satisfies Record<string, Expectation>

interface Search {
  doer: Doer
  query: ObservedQuery
  finds: number | readonly string[]
}

/** How each field is asked for. */
const PARAMETERS: Readonly<
  Record<Exclude<Field, 'by' | 'finds'>, (place: Place, reading: Reading) => ObservedQuery | undefined>
> = {
  text: (place, { source }) => named('q', source.text(place, 'words')),
  owner: (place, { source, directory }) => {
    const name = source.text(place, 'an organisation') ?? ''
    return named('owner', directory.findOrganisation(name)?.id ?? source.fail(place, 'an organisation'))
  },
  state: (place, reading) => named('status', word(reading, place, reading.kind.statuses, 'a state')),
  from: (place, reading) => named('fromFen', amountIn(place, reading)),
  to: (place, reading) => named('toFen', amountIn(place, reading)),
}

const named = (name: string, value: string | number | undefined): ObservedQuery | undefined =>
  value === undefined ? undefined : { [name]: String(value) }

function searchIn(place: Place, reading: Reading): Search | undefined {
  const { source } = reading
  const fields: Fields = source.fields(
    place,
    SEARCH_WORDS,
    'a search such as {by: chen-hao, text: 养老, finds: [a]}',
  )
  const by = fields.by ? source.text(fields.by, 'a person') : undefined
  const doer = by === undefined ? (reading.doer ?? undefined) : readerIn(by, fields.by ?? place, reading)
  if (!doer) return source.fail(place, '“by” (人员), since nobody acts in this step')
  if (!fields.finds) return source.fail(place, '“finds” (结果)', 'none')
  const { by: _by, finds, ...asked } = fields
  const parts = (Object.entries(asked) as [keyof typeof PARAMETERS, Place][]).map(([key, value]) =>
    PARAMETERS[key](value, reading),
  )
  if (!parts.every((part) => part !== undefined)) return undefined
  return { doer, query: Object.assign({}, ...parts), finds: findsIn(finds, reading) }
}

function findsIn(place: Place, reading: Reading): Search['finds'] {
  const { source } = reading
  if (isNone(reading, place)) return []
  const value = source.value(place)
  if (typeof value === 'number') return value
  const places = source.isList(place) ? source.items(place, 'aliases of cases') : [place]
  return places.flatMap((one) => source.text(one, 'an alias of a case') ?? [])
}

async function compare({ doer, query, finds }: Search, seen: Observation): Promise<Mismatch[]> {
  const found = await seen.search(doer, query)
  const label = `${doer.person} finds by ${JSON.stringify(query)}`
  if (typeof finds !== 'number') return sameSet(label, finds, found)
  return finds === found.length ? [] : [{ expected: `${label}: ${finds}`, found: found.join(', ') || 'none' }]
}
