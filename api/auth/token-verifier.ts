/** Verifies tokens: they say who sends a request. What that person may do, the directory says. */
import { createHash } from 'node:crypto'
import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { object, oneOf, slug } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { ROLE_NAMES } from '../contract/roles.ts'
import { Problem } from '../problem.ts'
import { isUnavailable } from '../unavailable.ts'

export interface Claims {
  person: PersonId
  role: Role
  org: OrgId
}

export interface TokenRules {
  keys: JWTVerifyGetKey
  issuer: string
  audience: string
}

export type TokenVerifier = (authorization: string | undefined) => Promise<Claims>

// Never HMAC: otherwise an attacker could use the public key as the shared secret.
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
/** Upper or lower case (RFC 9110). */
const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i
const CLAIMS = object({ sub: slug(), role: oneOf(ROLE_NAMES), org: slug() })

const CLOCK_TOLERANCE_SECONDS = 5
/** The clocks of two machines differ by less. A token that was issued further in the future is refused. */
const ISSUED_AHEAD_MAX_SECONDS = 30

const REMEMBER_MS = 60_000
const REMEMBERED_MAX = 5_000

const SEND_TOKEN = {
  zh: '请在请求头中附有效的令牌：Authorization: Bearer TOKEN',
  en: 'send a valid token in the header: Authorization: Bearer TOKEN',
}

const unauthenticated = (): Problem =>
  new Problem('unauthenticated', {
    detail: SEND_TOKEN,
    headers: { 'www-authenticate': 'Bearer realm="tongchou"' },
  })

/** Verified tokens are cached by hash for up to a minute while they are valid; roles are looked up every time. */
export function tokenVerifier(rules: TokenRules): TokenVerifier {
  const remembered = new Map<string, { claims: Claims; untilMs: number }>()
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1]
    if (token === undefined) throw unauthenticated()
    const hash = createHash('sha256').update(token).digest('base64')
    const known = remembered.get(hash)
    if (known && known.untilMs > Date.now()) return known.claims
    const { claims, expiresAtMs } = await verify(token, rules)
    if (remembered.size >= REMEMBERED_MAX) remembered.clear()
    remembered.set(hash, { claims, untilMs: Math.min(expiresAtMs, Date.now() + REMEMBER_MS) })
    return claims
  }
}

async function verify(token: string, { keys, issuer, audience }: TokenRules) {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ALGORITHMS,
    issuer,
    audience,
    typ: 'at+jwt',
    requiredClaims: ['exp', 'iat', 'sub', 'role', 'org'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  }).catch((error: unknown) => {
    throw isUnavailable(error) ? error : unauthenticated()
  })
  const { sub, role, org, iat = 0, exp = 0 } = payload
  if (checkShape(CLAIMS, { sub, role, org }).length > 0) throw unauthenticated()
  if (iat > Date.now() / 1000 + ISSUED_AHEAD_MAX_SECONDS) throw unauthenticated()
  return {
    claims: { person: sub as PersonId, role: role as Role, org: org as OrgId },
    expiresAtMs: exp * 1000,
  }
}
