/** Reasons for the amount of O&M funds. Each basis contains them as plain data, with their sources. */
import type { Words } from '../../case/kind.ts'
import type { Provision } from '../../law/provision.ts'
import { filled, type Params } from '../../values/template.ts'
import type { BasisReason } from './om-basis.ts'
import type { GradeReason } from './om-effects.ts'
import type { RegisterReason } from './register-gate.ts'
import type { SecurityReason } from './security-gate.ts'
import type { SharingReason } from './sharing-gate.ts'

export interface OmReasonEntry extends Words {
  source: Provision
}

export type OmReasonCode = SharingReason | RegisterReason | SecurityReason | GradeReason | BasisReason

export interface OmReason extends Words {
  code: OmReasonCode
  /** Recorded as the rulebook gives it, with its certainty. */
  source: string
}

/** The reasons of one rule; the words are in the file of the rule. */
export const reasonOf =
  <C extends OmReasonCode>(reasons: Readonly<Record<C, OmReasonEntry>>) =>
  (code: C, params: Params = {}): OmReason => {
    const { source, ...words } = reasons[code]
    return { code, ...filled(words, params), source: source.cited }
  }
