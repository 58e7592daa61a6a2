/** Reading what differs in the rehearsal's world: calendars, policies, plans, entries in the systems register. */
import { examplePolicy } from '#db/intake/reference-data.ts'
import type { PlanItem } from '#domain/case/national-plan.ts'
import { changedValues } from '#domain/engine/policy.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { amountIn } from './amount-notation.ts'
import { calendarIn } from './calendar-notation.ts'
import { WORLD_WORDS } from './file-words.ts'
import { panelsIn } from './panel-notation.ts'
import { preferencesByPerson } from './preference-notation.ts'
import { NOTHING, shown, type Titles } from './problem.ts'
import { aliasAt } from './read-alias.ts'
import type { StepReading } from './read-step.ts'
import { dateIn } from './read-values.ts'
import type { WorldFacts } from './rehearsal.ts'
import { substitutionIn } from './substitution-notation.ts'
import { keyOf, type Place, under, type YamlSource } from './yaml-source.ts'

const POLICY_WORDS = {
  version: { zh: '版本' },
  effectiveFrom: { zh: '生效日期' },
  appliesToRunningCases: { zh: '适用在办案件' },
  values: { zh: '取值' },
}
const PLAN_WORDS = { version: { zh: '版本' }, effectiveFrom: { zh: '生效日期' }, items: { zh: '事项' } }
const EFFECTIVE_FROM: Titles = { zh: '生效日期', en: 'effectiveFrom' }
const ENTRY_WORDS = { number: { zh: '编号' }, since: { zh: '自' } }

type WorldReading = Pick<StepReading, 'source' | 'kinds' | 'kind' | 'directory' | 'names'>

export function readWorld(place: Place | undefined, reading: WorldReading): WorldFacts {
  const { source, directory } = reading
  const { calendar, policy, plan, register, preferences, substitutions } = place
    ? source.fields(place, WORLD_WORDS, { zh: '世界的事实', en: 'facts of the world' })
    : {}
  const listed = (list: Place | undefined): Place[] =>
    list ? source.items(list, { zh: '列表', en: 'a list' }) : []
  return {
    calendars: listed(calendar).flatMap((item) => calendarIn(source, item)),
    policies: listed(policy).flatMap((item) => policyIn(item, reading)),
    plans: listed(plan).flatMap((item) => planIn(source, item)),
    substitutions: listed(substitutions).flatMap((item) => substitutionIn(item, reading)),
    register: listed(register).flatMap((item) => entryIn(item, reading)),
    preferences: preferences ? preferencesByPerson(source, preferences, directory) : [],
  }
}

/** The defaults, with the values that the file changes. */
function policyIn(place: Place, reading: WorldReading): WorldFacts['policies'] {
  const { source, kinds } = reading
  const fields = source.fields(place, POLICY_WORDS, { zh: '政策版本', en: 'a version of the policy' })
  const version = requiredText(source, place, fields.version, { zh: '版本', en: 'version' })
  const effectiveFrom = requiredDate(source, place, fields.effectiveFrom, EFFECTIVE_FROM)
  const changed = fields.values
    ? source.entries(fields.values, { zh: '政策取值', en: 'values of the policy' })
    : []
  const values = Object.fromEntries(changed.map(([name, value]) => [name, valueIn(name, value, reading)]))
  if (version === undefined || effectiveFrom === undefined) return []
  const appliesToRunningCases =
    fields.appliesToRunningCases !== undefined && source.value(fields.appliesToRunningCases) === true
  return [
    {
      version,
      effectiveFrom,
      appliesToRunningCases,
      values: changedValues(examplePolicy(kinds).values, values),
    },
  ]
}

function valueIn(name: string, place: Place, { source, kinds, kind }: WorldReading): unknown {
  const { values } = kinds.firstPolicy
  const known = values[name as keyof typeof values]
  if (known === undefined) {
    const names = Object.fromEntries(Object.keys(values).map((value) => [value, { zh: value }]))
    return source.unknown(keyOf(place), name, names, { zh: '政策取值', en: 'a value of the policy' })
  }
  if (name === 'panels') return panelsIn(source, place, kind)
  if (name.endsWith('Fen')) return amountIn(place, { source })
  const value = source.value(place)
  const like = shown(known)
  return (
    changed(known, value) ??
    source.fail(place, { zh: `形如 ${like.zh} 的取值`, en: `a value like ${like.en}` })
  )
}

/** Of a value with parts, the file says those that differ. Undefined: it is not such a value. */
function changed(known: unknown, value: unknown): unknown {
  if (typeof value !== typeof known || Array.isArray(value) !== Array.isArray(known)) return undefined
  if (typeof known !== 'object' || known === null || Array.isArray(known)) return value
  const parts = Object.entries(value as object).map(([key, part]) => [
    key,
    changed(known[key as never], part),
  ])
  return parts.some(([, part]) => part === undefined) ? undefined : { ...known, ...Object.fromEntries(parts) }
}

function planIn(source: YamlSource, place: Place): WorldFacts['plans'] {
  const fields = source.fields(place, PLAN_WORDS, { zh: '规划版本', en: 'a version of the national plan' })
  const version = requiredText(source, place, fields.version, { zh: '版本', en: 'version' })
  const effectiveFrom = requiredDate(source, place, fields.effectiveFrom, EFFECTIVE_FROM)
  const items = fields.items ? (source.value(fields.items) as PlanItem[]) : []
  return version === undefined || effectiveFrom === undefined
    ? []
    : [{ version, effectiveFrom, source: 'the rehearsal', items }]
}

function entryIn(place: Place, { source, kind, names }: WorldReading): WorldFacts['register'] {
  const words = { ...ENTRY_WORDS, [kind.name]: kind }
  const fields = source.fields(place, words, {
    zh: '总目录条目',
    en: 'an entry in the systems register',
  })
  const number = requiredText(source, place, fields.number, { zh: '编号', en: 'number' })
  const since = requiredDate(source, place, fields.since, { zh: '自', en: 'since' })
  const named = under(fields, kind.name)
  const [first] = names.values()
  const alias = named ? aliasAt(named, { source, kind, names }) : first
  if (alias === undefined) return []
  return number === undefined || since === undefined ? [] : [{ alias, number, since }]
}

const requiredText = (source: YamlSource, whole: Place, place: Place | undefined, key: Titles) =>
  place ? source.text(place, { zh: key.zh, en: `a ${key.en}` }) : source.fail(whole, quoted(key), NOTHING)

const requiredDate = (
  source: YamlSource,
  whole: Place,
  place: Place | undefined,
  key: Titles,
): PlainDate | undefined => (place ? dateIn(source, place) : source.fail(whole, quoted(key), NOTHING))

const quoted = ({ zh, en }: Titles): Titles => ({ zh: `“${zh}”`, en: `“${en}”` })
