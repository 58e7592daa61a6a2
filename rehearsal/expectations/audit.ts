/** What an auditor reads: who did or tried what and when, and whether the chain that proves it is whole. */
import { chainFault } from '#db/chain.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { Observation, ObservedEntry } from '../observation.ts'
import { dateIn } from '../read-values.ts'
import type { Words } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { codeWords } from './answers.ts'
import { eventWords } from './event-words.ts'
import { type Expectation, type Mismatch, type Reading, same } from './expectation.ts'
import { actorIn, integer, word, wordList } from './reading.ts'

const ENTRY_WORDS = {
  by: { zh: '办理人' },
  do: { zh: '事项' },
  on: { zh: '日期' },
  recorded: { zh: '已记录' },
  refused: { zh: '拒绝' },
}
const CHAIN_WORDS = { entries: { zh: '条数' }, head: { zh: '链头' }, broken: { zh: '断于' } }

/** What an entry must say; what is left out may be anything. */
interface Entry {
  by?: string
  action?: string
  on?: PlainDate
  event?: string
  refused?: string[]
}

export const AUDIT = {
  audited: {
    zh: '已审计',
    en: 'entries of the audit trail from this step: {by, do, on, recorded: event} or {by, do, on, refused: codes}',
    read: (place, reading) => {
      const places = reading.source.isList(place) ? reading.source.items(place, 'entries') : [place]
      const entries = places.map((item) => entryIn(item, reading))
      if (!entries.every((entry) => entry !== undefined)) return undefined
      return async (seen) => missing(entries, await seen.audit('step'))
    },
  },
  chain: {
    zh: '存证链',
    en: 'the hash chain, whole: {entries: number, head: event or refused act}; or {broken: the first wrong entry}',
    read: (place, reading) => {
      const fields = reading.source.fields(place, CHAIN_WORDS, 'a chain such as {entries: 9, head: admitted}')
      const entries = fields.entries ? integer(reading, fields.entries, 'a number of entries') : undefined
      const head = fields.head && word(reading, fields.head, headWords(reading), 'an event or an act')
      const broken = fields.broken ? integer(reading, fields.broken, 'the number of an entry') : undefined
      if (fields.broken) return broken === undefined ? undefined : (seen) => isBrokenAt(broken, seen)
      if (entries === undefined || head === undefined) {
        return reading.source.fail(place, 'a chain with “entries” and “head”, or with “broken”')
      }
      return (seen) => isWhole({ entries, head }, seen)
    },
  },
} as const satisfies Record<string, Expectation>

/** The last entry is called by its event, or by the act that was refused. */
const headWords = ({ kind }: Reading): Words<string> => ({ ...kind.actions, ...eventWords(kind) })

function entryIn(place: Place, reading: Reading): Entry | undefined {
  const fields = reading.source.fields(place, ENTRY_WORDS, 'an entry such as {by: chen-hao, do: admit}')
  const by = fields.by && actorIn(fields.by, reading)
  const action = fields.do && word(reading, fields.do, reading.kind.actions, 'an act')
  const on = fields.on && dateIn(reading.source, fields.on)
  const event = fields.recorded && word(reading, fields.recorded, eventWords(reading.kind), 'an event')
  const refused = fields.refused && wordList(reading, fields.refused, codeWords(reading), 'a refusal')
  if (!fields.recorded === !fields.refused) {
    return reading.source.fail(place, 'either “recorded” (已记录) or “refused” (拒绝)')
  }
  return {
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
    ...(on === undefined ? {} : { on }),
    ...(event === undefined ? {} : { event }),
    ...(refused === undefined ? {} : { refused: refused.toSorted() }),
  }
}

const fits = (wanted: Entry, found: ObservedEntry): boolean =>
  (Object.keys(wanted) as (keyof Entry)[]).every(
    (key) => String(wanted[key]) === String(key === 'refused' ? found.refused.toSorted() : found[key]),
  )

function missing(wanted: readonly Entry[], found: readonly ObservedEntry[]): Mismatch[] {
  const others = found.map(entryText).join('; ') || 'nothing'
  return wanted
    .filter((entry) => !found.some((one) => fits(entry, one)))
    .map((entry) => ({ expected: `on the audit trail ${entryText(entry)}`, found: others }))
}

function entryText({
  by = 'somebody',
  action = 'any act',
  on,
  event,
  refused,
}: Entry | ObservedEntry): string {
  const outcome = event ? `recorded ${event}` : `refused ${refused?.join(', ')}`
  return `${by}: ${action}${on ? ` on ${on}` : ''}, ${outcome}`
}

/** Not only the API's word for it: the chain is computed anew from what the auditor was given. */
async function isWhole(expected: { entries: number; head: string }, seen: Observation): Promise<Mismatch[]> {
  const [verdict, trail] = [await seen.chain(), await seen.audit('first')]
  const own = chainFault(trail.map(({ link }) => link))
  if (!verdict.whole) return [{ expected: 'a whole chain', found: `${verdict.fault} (entry ${verdict.n})` }]
  if (own) return [{ expected: 'a whole chain', found: `${own.fault} (entry ${own.n})` }]
  const last = trail.at(-1)
  return [
    ...same(`${expected.entries} entries`, `${verdict.entries} entries`),
    ...same(`the head ${expected.head}`, `the head ${last?.event ?? last?.action}`),
    ...same(`the hash ${verdict.head}`, `the hash ${last?.link.hash}`),
  ]
}

async function isBrokenAt(n: number, seen: Observation): Promise<Mismatch[]> {
  const verdict = await seen.chain()
  return same(`a chain broken at ${n}`, verdict.whole ? 'a whole chain' : `a chain broken at ${verdict.n}`)
}
