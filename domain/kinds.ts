/** Every kind of case: the only file that knows all of them. */
import { Kinds } from './engine/kinds.ts'
import { NATIONAL_PLAN_KIND } from './national-plan/kind.ts'
import { PROJECT } from './project/kind.ts'

export const KINDS = new Kinds([PROJECT, NATIONAL_PLAN_KIND])
