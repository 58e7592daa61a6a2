/** What an auditor reads: who did or tried what and when, and whether the chain that proves it is whole. */
import { chainFault } from '#db/chain.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { Observation, ObservedEntry } from '../observation.ts'
import { asIs, listedTexts, type Titles } from '../problem.ts'
import { dateIn } from '../read-values.ts'
import { named, type Words } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { AN_EVENT, eventWords } from './event-words.ts'
import { differs, type Expectation, joined, type Mismatch, type Reading } from './expectation.ts'
import { actorIn, actorText, integer, word } from './reading.ts'
import { refusalsIn, refusalWords } from './refusal-words.ts'

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
      const places = reading.source.isList(place) ? reading.source.items(place, AN_ENTRY) : [place]
      const entries = places.map((item) => entryIn(item, reading))
      if (!entries.every((entry) => entry !== undefined)) return undefined
      return async (seen) => missing(entries, await seen.audit('step'), reading)
    },
  },
  chain: {
    zh: '存证链',
    en: 'the hash chain, whole: {entries: number, head: event or refused act}; or {broken: the first wrong entry}',
    read: (place, reading) => {
      const fields = reading.source.fields(place, CHAIN_WORDS, A_CHAIN)
      const entries = fields.entries ? integer(reading, fields.entries, NUMBER) : undefined
      const head = fields.head && word(reading, fields.head, headWords(reading), HEAD)
      const broken = fields.broken ? integer(reading, fields.broken, NUMBER) : undefined
      if (fields.broken) return broken === undefined ? undefined : (seen) => isBrokenAt(broken, seen)
      if (entries === undefined || head === undefined) {
        return reading.source.fail(place, {
          zh: '存证链，写“条数”和“链头”，或写“断于”',
          en: 'a chain with “entries” and “head”, or with “broken”',
        })
      }
      return (seen) => isWhole({ entries, head }, seen, headWords(reading))
    },
  },
} as const satisfies Record<string, Expectation>

/** The last entry is called by its event, or by the act that was refused. */
const headWords = (reading: Reading): Words<string> => ({ ...reading.kind.actions, ...eventWords(reading) })

const AN_ENTRY: Titles = {
  zh: '条目，例如 {办理人: 陈昊, 事项: 受理}',
  en: 'an entry such as {by: chen-hao, do: admit}',
}
const A_CHAIN: Titles = {
  zh: '存证链，例如 {条数: 9, 链头: 申报已受理}',
  en: 'a chain such as {entries: 9, head: admitted}',
}
const NUMBER: Titles = { zh: '条目的整数编号或数量', en: 'a number of entries, or of one' }
const HEAD: Titles = { zh: '事件或事项', en: 'an event or an act' }

function entryIn(place: Place, reading: Reading): Entry | undefined {
  const fields = reading.source.fields(place, ENTRY_WORDS, AN_ENTRY)
  const by = fields.by && actorIn(fields.by, reading)
  const action = fields.do && word(reading, fields.do, reading.kind.actions, { zh: '事项', en: 'an act' })
  const on = fields.on && dateIn(reading.source, fields.on)
  const event = fields.recorded && word(reading, fields.recorded, eventWords(reading), AN_EVENT)
  const refused = fields.refused && refusalsIn(fields.refused, reading)
  if (!fields.recorded === !fields.refused) {
    return reading.source.fail(place, {
      zh: '“已记录”或“拒绝”之一',
      en: 'either “recorded” (已记录) or “refused” (拒绝)',
    })
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

function missing(wanted: readonly Entry[], found: readonly ObservedEntry[], reading: Reading): Mismatch[] {
  const texts = found.map((one) => entryText(one, reading))
  const others = {
    zh: texts.map(({ zh }) => zh).join('；') || '空',
    en: texts.map(({ en }) => en).join('; ') || 'nothing',
  }
  return wanted
    .filter((entry) => !found.some((one) => fits(entry, one)))
    .flatMap((entry) =>
      differs(joined({ zh: '审计记录中有', en: 'on the audit trail' }, entryText(entry, reading)), others),
    )
}

function entryText({ by, action, on, event, refused }: Entry | ObservedEntry, reading: Reading): Titles {
  const who = by === undefined ? { zh: '任何人', en: 'somebody' } : actorText(by, reading)
  const act = action === undefined ? { zh: '任何事项', en: 'any act' } : named(reading.kind.actions, action)
  const codes = listedTexts(refused?.map((code) => named(refusalWords(reading), code)) ?? [])
  const outcome = event
    ? joined({ zh: '已记录', en: 'recorded' }, named(eventWords(reading), event))
    : joined({ zh: '拒绝', en: 'refused' }, codes)
  return {
    zh: `${who.zh}：${act.zh}${on ? `（${on}）` : ''}，${outcome.zh}`,
    en: `${who.en}: ${act.en}${on ? ` on ${on}` : ''}, ${outcome.en}`,
  }
}

/** Not only the API's word for it: the chain is computed anew from what the auditor was given. */
async function isWhole(
  expected: { entries: number; head: string },
  seen: Observation,
  words: Words<string>,
): Promise<Mismatch[]> {
  const [verdict, trail] = [await seen.chain(), await seen.audit('first')]
  const own = chainFault(trail.map(({ link }) => link))
  if (!verdict.whole) return differs(WHOLE, faultTold(verdict))
  if (own) return differs(WHOLE, faultTold(own))
  const last = trail.at(-1)
  const entries = (n: number): Titles => ({ zh: `${n} 条`, en: `${n} entries` })
  const head = (word: string) => joined({ zh: '链头', en: 'the head' }, named(words, word))
  const hash = (text: string) => joined({ zh: '哈希值', en: 'the hash' }, asIs(text))
  const found = { head: last?.event ?? last?.action ?? '', hash: last?.link.hash ?? '' }
  return [
    ...(expected.entries === verdict.entries
      ? []
      : differs(entries(expected.entries), entries(verdict.entries))),
    ...(expected.head === found.head ? [] : differs(head(expected.head), head(found.head))),
    ...(verdict.head === found.hash ? [] : differs(hash(verdict.head ?? ''), hash(found.hash))),
  ]
}

const WHOLE: Titles = { zh: '完整的存证链', en: 'a whole chain' }
const brokenAt = (n: number): Titles => ({ zh: `断于第 ${n} 条的存证链`, en: `a chain broken at ${n}` })
const faultTold = ({ fault, n }: { fault: string; n: number }): Titles => ({
  zh: `第 ${n} 条有误`,
  en: `${fault} (entry ${n})`,
})

async function isBrokenAt(n: number, seen: Observation): Promise<Mismatch[]> {
  const verdict = await seen.chain()
  if (!verdict.whole && verdict.n === n) return []
  return differs(brokenAt(n), verdict.whole ? WHOLE : brokenAt(verdict.n))
}
