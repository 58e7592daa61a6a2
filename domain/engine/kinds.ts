/** The kinds of case of an installation; worker and API get them at their start. */
import type { PolicyVersion } from '../case/facts.ts'
import { type Catalogue, explainUnmet, type Unmet } from '../case/refusal.ts'
import { defaultsOf, type PolicyValues } from '../law/policy.ts'
import { type CaseId, partsOf } from '../values/ids.ts'
import type { Kind } from './kind.ts'
import { type EnginePolicy, FIRST_VERSION, joined, withDefaults } from './policy.ts'
import { type SharedPolicy, sharedPolicy } from './shared-policy.ts'

type Table = Readonly<Record<string, unknown>>
type Codes = [string, ...string[]]

/** The names in these tables, for a shape that takes one of them. */
export const codesIn = (...tables: readonly Table[]): Codes =>
  [...new Set(tables.flatMap((table) => Object.keys(table)))] as Codes

/** Merges tables of all kinds that are looked up by name alone. Throws an Error where two kinds use one name for different things. */
function merged(tables: readonly Table[]): Table {
  const known: Record<string, unknown> = {}
  for (const table of tables) {
    for (const [name, value] of Object.entries(table)) {
      if (name in known && JSON.stringify(known[name]) !== JSON.stringify(value))
        throw new Error(`two kinds of case mean different things by ${name}`)
      known[name] = value
    }
  }
  return known
}

function assertUnique(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`two kinds of case are called ${twice}`)
}

export class Kinds {
  /** The refusals of all kinds. */
  readonly refusals: Catalogue
  readonly all: readonly Kind[]
  /** The first version of the policy: the defaults of all values. */
  readonly firstPolicy: PolicyVersion<EnginePolicy>

  /** Throws an Error where two kinds have the same name, or use one name for different things. */
  constructor(all: readonly Kind[]) {
    this.all = all
    for (const part of ['name', 'path', 'workflow'] as const) assertUnique(all.map((kind) => kind[part]))
    this.refusals = merged(all.map(({ refusals }) => refusals)) as Catalogue
    merged(all.map(({ stages }) => stages))
    merged(all.map(({ policy: { panels: _panels, warningWorkingDays: _warnings, ...values } }) => values))
    for (const part of ['panels', 'warningWorkingDays'] as const)
      merged(all.map(({ policy }) => policy[part].value))
    this.firstPolicy = { ...FIRST_VERSION, values: joined(all.map(({ policy }) => defaultsOf(policy))) }
  }

  /** All policy values; panels and warnings are those of all kinds together. */
  get policy(): SharedPolicy & PolicyValues {
    const tables = this.all.map(({ policy }) => policy)
    const { panels, warningWorkingDays } = this.firstPolicy.values
    return Object.assign({}, ...tables, sharedPolicy(panels, warningWorkingDays))
  }

  /** A loaded version of the policy, with defaults for the values that it does not set. */
  completed(policy: PolicyVersion<Partial<EnginePolicy>>): PolicyVersion<EnginePolicy> {
    return withDefaults(this.firstPolicy.values, policy)
  }

  /** All acts of all kinds. */
  get actCodes(): Codes {
    return codesIn(...this.all.map(({ actions }) => actions))
  }

  /** All stages of all kinds. */
  get stageCodes(): Codes {
    return codesIn(...this.all.map(({ stages }) => stages))
  }

  get names(): string[] {
    return this.all.map(({ name }) => name)
  }

  /** The kind of the case with this id; null if no kind has such ids. */
  find(caseId: string): Kind | null {
    const name = partsOf(caseId)?.kind
    return this.all.find((kind) => kind.name === name) ?? null
  }

  /** The kind of an existing case. Throws if no kind has such ids. */
  of(caseId: CaseId): Kind {
    const kind = this.find(caseId)
    if (!kind) throw new Error(`no kind has such a case: ${caseId}`)
    return kind
  }

  /** Unmet conditions in words, of any kind. */
  explained(unmet: readonly Unmet[]) {
    return unmet.map((one) => explainUnmet(one, this.refusals))
  }
}
