/** Reading what differs in the rehearsal's world: calendars, policies, plans, entries in the systems register. */
import { examplePolicy } from '#db/intake/reference-data.ts'
import type { PlanItem } from '#domain/case/national-plan.ts'
import { changedValues } from '#domain/engine/policy.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { calendarIn } from './calendar-notation.ts'
import { WORLD_WORDS } from './file-words.ts'
import { amountIn } from './notation.ts'
import { panelsIn } from './panel-notation.ts'
import { preferencesByPerson } from './preference-notation.ts'
import { shown } from './problem.ts'
import type { StepReading } from './read-step.ts'
import { dateIn } from './read-values.ts'
import type { WorldFacts } from './rehearsal.ts'
import { substitutionIn } from './substitution-notation.ts'
import { type Place, under, type YamlSource } from './yaml-source.ts'

const POLICY_WORDS = {
  version: { zh: '版本' },
  effectiveFrom: { zh: '生效日期' },
  appliesToRunningCases: { zh: '适用在办案件' },
  values: { zh: '取值' },
}
const PLAN_WORDS = { version: { zh: '版本' }, effectiveFrom: { zh: '生效日期' }, items: { zh: '事项' } }
const ENTRY_WORDS = { number: { zh: '编号' }, since: { zh: '自' } }

type WorldReading = Pick<StepReading, 'source' | 'kinds' | 'kind' | 'directory' | 'aliases'>

export function readWorld(place: Place | undefined, reading: WorldReading): WorldFacts {
  const { source, directory } = reading
  const { calendar, policy, plan, register, preferences, substitutions } = place
    ? source.fields(place, WORLD_WORDS, 'facts of the world')
    : {}
  const listed = (list: Place | undefined): Place[] => (list ? source.items(list, 'a list') : [])
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
  const fields = source.fields(place, POLICY_WORDS, 'a version of the policy')
  const version = requiredText(source, place, fields.version, 'version')
  const effectiveFrom = requiredDate(source, place, fields.effectiveFrom, 'effectiveFrom')
  const changed = fields.values ? source.entries(fields.values, 'values of the policy') : []
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
    return source.fail(place, `one of ${Object.keys(values).join(', ')}`, shown(name))
  }
  if (name === 'panels') return panelsIn(source, place, kind)
  if (name.endsWith('Fen')) return amountIn(place, { source })
  const value = source.value(place)
  return changed(known, value) ?? source.fail(place, `a value like ${shown(known)}`)
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
  const fields = source.fields(place, PLAN_WORDS, 'a version of the national plan')
  const version = requiredText(source, place, fields.version, 'version')
  const effectiveFrom = requiredDate(source, place, fields.effectiveFrom, 'effectiveFrom')
  const items = fields.items ? (source.value(fields.items) as PlanItem[]) : []
  return version === undefined || effectiveFrom === undefined
    ? []
    : [{ version, effectiveFrom, source: 'the rehearsal', items }]
}

function entryIn(place: Place, { source, kind, aliases }: WorldReading): WorldFacts['register'] {
  const words = { ...ENTRY_WORDS, [kind.name]: kind }
  const fields = source.fields(place, words, 'an entry in the systems register')
  const named = under(fields, kind.name)
  const number = requiredText(source, place, fields.number, 'number')
  const since = requiredDate(source, place, fields.since, 'since')
  const alias = named ? source.text(named, `a ${kind.en}`) : aliases[0]
  if (alias === undefined || !aliases.includes(alias)) {
    source.fail(named ?? place, `one of the ${kind.path} ${aliases.join(', ')}`)
    return []
  }
  return number === undefined || since === undefined ? [] : [{ alias, number, since }]
}

const requiredText = (source: YamlSource, whole: Place, place: Place | undefined, key: string) =>
  place ? source.text(place, `a ${key}`) : source.fail(whole, `“${key}”`, 'none')

const requiredDate = (
  source: YamlSource,
  whole: Place,
  place: Place | undefined,
  key: string,
): PlainDate | undefined => (place ? dateIn(source, place) : source.fail(whole, `“${key}”`, 'none'))
