/** The kinds of case that an installation knows: worker and API are given them. */
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

/** One table of what is looked up by its name without asking of which kind: throws an Error where two kinds mean different things by one. */
function agreed(tables: readonly Table[]): Table {
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

function mustDiffer(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`two kinds of case are called ${twice}`)
}

export class Kinds {
  /** Every reason why an act on any case is not done. */
  readonly refusals: Catalogue
  readonly all: readonly Kind[]
  /** The first version of the policy: the defaults of all values. */
  readonly firstPolicy: PolicyVersion<EnginePolicy>

  /** Throws an Error where two kinds are called the same, or mean different things by one name. */
  constructor(all: readonly Kind[]) {
    this.all = all
    for (const part of ['name', 'path', 'workflow'] as const) mustDiffer(all.map((kind) => kind[part]))
    this.refusals = agreed(all.map(({ refusals }) => refusals)) as Catalogue
    agreed(all.map(({ stages }) => stages))
    agreed(all.map(({ policy: { panels: _panels, warningWorkingDays: _warnings, ...values } }) => values))
    for (const part of ['panels', 'warningWorkingDays'] as const)
      agreed(all.map(({ policy }) => policy[part].value))
    this.firstPolicy = { ...FIRST_VERSION, values: joined(all.map(({ policy }) => defaultsOf(policy))) }
  }

  /** Every value of the policy; of panels and warnings those of all kinds. */
  get policy(): SharedPolicy & PolicyValues {
    const tables = this.all.map(({ policy }) => policy)
    const { panels, warningWorkingDays } = this.firstPolicy.values
    return Object.assign({}, ...tables, sharedPolicy(panels, warningWorkingDays))
  }

  /** A version of the policy as somebody loaded it, with all its values. */
  completed(policy: PolicyVersion<Partial<EnginePolicy>>): PolicyVersion<EnginePolicy> {
    return withDefaults(this.firstPolicy.values, policy)
  }

  /** Every act, and every stage, that a case of any kind may have. */
  get actCodes(): Codes {
    return codesIn(...this.all.map(({ actions }) => actions))
  }

  get stageCodes(): Codes {
    return codesIn(...this.all.map(({ stages }) => stages))
  }

  get names(): string[] {
    return this.all.map(({ name }) => name)
  }

  /** The kind of the case with this id; null where no kind has such cases. */
  find(caseId: string): Kind | null {
    const name = partsOf(caseId)?.kind
    return this.all.find((kind) => kind.name === name) ?? null
  }

  /** The same of a case that exists. */
  of(caseId: CaseId): Kind {
    const kind = this.find(caseId)
    if (!kind) throw new Error(`no kind has such a case: ${caseId}`)
    return kind
  }

  /** These reasons in words, whatever the kind of case. */
  explained(unmet: readonly Unmet[]) {
    return unmet.map((one) => explainUnmet(one, this.refusals))
  }
}
