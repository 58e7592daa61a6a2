/** Reading what differs in the rehearsal's world: calendars, policies, plans, entries in the systems register. */
import { examplePolicy } from '#db/intake/reference-data.ts'
import type { PlanItem } from '#domain/case/national-plan.ts'
import { changedValues } from '#domain/engine/policy.ts'
import { KINDS } from '#domain/kinds.ts'
import { type PlainDate, plainDate } from '#domain/values/plain-date.ts'
import { calendarIn } from './calendar-notation.ts'
import type { Cast } from './cast.ts'
import { WORLD_WORDS } from './file-words.ts'
import { fenOf } from './notation.ts'
import { panelsIn } from './panel-notation.ts'
import { wishesIn } from './preference-notation.ts'
import { shown } from './problem.ts'
import { dateIn } from './read-values.ts'
import type { WorldFacts } from './rehearsal.ts'
import { substitutionIn } from './substitution-notation.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const POLICY_WORDS = {
  version: { zh: '版本' },
  effectiveFrom: { zh: '生效日期' },
  appliesToRunningCases: { zh: '适用在办事项' },
  values: { zh: '取值' },
}
const PLAN_WORDS = { version: { zh: '版本' }, effectiveFrom: { zh: '生效日期' }, items: { zh: '事项' } }
const ENTRY_WORDS = { project: { zh: '项目' }, number: { zh: '编号' }, since: { zh: '自' } }

export function readWorld(
  source: YamlSource,
  place: Place | undefined,
  { projects, cast }: { projects: readonly string[]; cast: Cast },
): WorldFacts {
  const { calendar, policy, plan, register, preferences, substitutions } = place
    ? source.fields(place, WORLD_WORDS, 'facts of the world')
    : {}
  const listed = (list: Place | undefined): Place[] => (list ? source.items(list, 'a list') : [])
  return {
    calendars: listed(calendar).flatMap((item) => calendarIn(source, item)),
    policies: listed(policy).flatMap((item) => policyIn(source, item)),
    plans: listed(plan).flatMap((item) => planIn(source, item)),
    substitutions: listed(substitutions).flatMap((item) => substitutionIn(source, item)),
    register: listed(register).flatMap((item) => entryIn(source, item, projects)),
    wishes: preferences ? wishesIn(source, preferences, cast) : [],
  }
}

/** The defaults, with the values that the file changes. */
function policyIn(source: YamlSource, place: Place): WorldFacts['policies'] {
  const fields = source.fields(place, POLICY_WORDS, 'a version of the policy')
  const version = requiredText(source, place, fields.version, 'version')
  const effectiveFrom = requiredDate(source, place, fields.effectiveFrom, 'effectiveFrom')
  const changed = fields.values ? source.entries(fields.values, 'values of the policy') : []
  const values = Object.fromEntries(changed.map(([name, value]) => [name, valueIn(source, name, value)]))
  if (version === undefined || effectiveFrom === undefined) return []
  const appliesToRunningCases =
    fields.appliesToRunningCases !== undefined && source.value(fields.appliesToRunningCases) === true
  return [
    {
      version,
      effectiveFrom,
      appliesToRunningCases,
      values: changedValues(examplePolicy(KINDS).values, values),
    },
  ]
}

function valueIn(source: YamlSource, name: string, place: Place): unknown {
  const known = KINDS.firstPolicy.values[name as keyof typeof KINDS.firstPolicy.values]
  if (known === undefined) {
    return source.fail(place, `one of ${Object.keys(KINDS.firstPolicy.values).join(', ')}`, shown(name))
  }
  if (name === 'panels') return panelsIn(source, place)
  if (name.endsWith('Fen'))
    return fenOf(source.text(place, 'an amount') ?? '') ?? source.fail(place, 'an amount')
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

function entryIn(source: YamlSource, place: Place, projects: readonly string[]): WorldFacts['register'] {
  const fields = source.fields(place, ENTRY_WORDS, 'an entry in the systems register')
  const number = requiredText(source, place, fields.number, 'number')
  const since = requiredDate(source, place, fields.since, 'since')
  const project = fields.project ? source.text(fields.project, 'a project') : projects[0]
  if (project === undefined || !projects.includes(project)) {
    source.fail(fields.project ?? place, `one of the projects ${projects.join(', ')}`)
    return []
  }
  return number === undefined || since === undefined ? [] : [{ project, number, since: plainDate(since) }]
}

const requiredText = (source: YamlSource, whole: Place, place: Place | undefined, key: string) =>
  place ? source.text(place, `a ${key}`) : source.fail(whole, `“${key}”`, 'none')

const requiredDate = (
  source: YamlSource,
  whole: Place,
  place: Place | undefined,
  key: string,
): PlainDate | undefined => (place ? dateIn(source, place) : source.fail(whole, `“${key}”`, 'none'))
