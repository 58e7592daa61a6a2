/** Which cases a person finds. */
import { amountIn } from '../amount-notation.ts'
import type { Observation, ObservedQuery } from '../observation.ts'
import { asIs, listedTexts, NOTHING, type Titles } from '../problem.ts'
import { A_PERSON, organisationAt } from '../read-party.ts'
import type { Doer } from '../rehearsal.ts'
import type { Place } from '../yaml-source.ts'
import { differs, type Expectation, type Mismatch, type Reading, sameSet } from './expectation.ts'
import { readerIn } from './inbox.ts'
import { actorText, isNone, word } from './reading.ts'

const A_SEARCH: Titles = {
  zh: '搜索，例如 {人员: 陈昊, 词语: 养老, 结果: [a]}',
  en: 'a search such as {by: chen-hao, text: 养老, finds: [a]}',
}
const AN_ALIAS: Titles = { zh: '案件的代称', en: 'an alias of a case' }

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
      const places = source.isList(place) ? source.items(place, A_SEARCH) : [place]
      const searches = places.map((one) => searchIn(one, reading))
      if (!searches.every((one) => one !== undefined)) return undefined
      return async (seen) => (await Promise.all(searches.map((one) => compare(one, seen, reading)))).flat()
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
  text: (place, { source }) => parameter('q', source.text(place, { zh: '词语', en: 'words' })),
  owner: (place, reading) => parameter('owner', organisationAt(place, reading)?.id),
  state: (place, reading) =>
    parameter('status', word(reading, place, reading.kind.statuses, { zh: '状态', en: 'a state' })),
  from: (place, reading) => parameter('fromFen', amountIn(place, reading)),
  to: (place, reading) => parameter('toFen', amountIn(place, reading)),
}

const parameter = (name: string, value: string | number | undefined): ObservedQuery | undefined =>
  value === undefined ? undefined : { [name]: String(value) }

function searchIn(place: Place, reading: Reading): Search | undefined {
  const { source } = reading
  const fields: Fields = source.fields(place, SEARCH_WORDS, A_SEARCH)
  const by = fields.by ? source.text(fields.by, A_PERSON) : undefined
  const doer = by === undefined ? (reading.doer ?? undefined) : readerIn(by, fields.by ?? place, reading)
  if (!doer && fields.by) return undefined
  if (!doer)
    return source.fail(place, {
      zh: '“人员”：这一步无人办理',
      en: '“by” (人员), since nobody acts in this step',
    })
  if (!fields.finds) return source.fail(place, { zh: '“结果”', en: '“finds” (结果)' }, NOTHING)
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
  const places = source.isList(place) ? source.items(place, AN_ALIAS) : [place]
  return places.flatMap((one) => source.text(one, AN_ALIAS) ?? [])
}

async function compare(
  { doer, query, finds }: Search,
  seen: Observation,
  reading: Reading,
): Promise<Mismatch[]> {
  const found = await seen.search(doer, query)
  const by = JSON.stringify(query)
  const who = actorText(doer.person, reading)
  const label = { zh: `${who.zh}按 ${by} 查得`, en: `${who.en} finds by ${by}` }
  if (typeof finds !== 'number') return sameSet(label, finds, found)
  return finds === found.length
    ? []
    : differs({ zh: `${label.zh} ${finds} 个`, en: `${label.en}: ${finds}` }, listedTexts(found.map(asIs)))
}
