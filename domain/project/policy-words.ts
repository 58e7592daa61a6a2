/** Policy values that are words of a fixed list, by the name of the value or of the part of one. */
import { oneOf, type Shape } from '../values/shape.ts'
import { REVOKING_ROLES } from './approval/revoking-roles.ts'
import { REVOCATION_EFFECTS, REVOCATION_GROUNDS, type RevocationEffect } from './approval/words.ts'
import { OM_EFFECT_KINDS } from './evaluation/om-effects.ts'

const REVOCATIONS = Object.keys(REVOCATION_EFFECTS) as [RevocationEffect, ...RevocationEffect[]]

export const POLICY_WORDS: Readonly<Record<string, Shape<string>>> = {
  effect: oneOf(OM_EFFECT_KINDS),
  revokingRole: oneOf(REVOKING_ROLES),
  ...Object.fromEntries(Object.keys(REVOCATION_GROUNDS).map((ground) => [ground, oneOf(REVOCATIONS)])),
}
