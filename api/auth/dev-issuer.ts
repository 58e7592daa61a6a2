/**
 * A token issuer for development, demo and tests: it gives anybody a token for anybody. Off in production.
 *
 * The key pair is derived from a secret of the installation and not stored: all instances have the same key, and tokens stay valid
 * after a restart.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { createLocalJWKSet, exportJWK, type JSONWebKeySet, type JWTVerifyGetKey, SignJWT } from 'jose'
import type { Claims } from './token-verifier.ts'

const ALGORITHM = 'EdDSA'
const LIFE_SECONDS = 12 * 3600
/** DER of an Ed25519 private key in PKCS #8, up to its 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface DevIssuer {
  readonly name: string
  readonly jwks: JSONWebKeySet
  readonly keys: JWTVerifyGetKey
  issue(claims: Claims): Promise<{ accessToken: string; expiresInSeconds: number }>
}

export async function devIssuer(secret: string, audience: string): Promise<DevIssuer> {
  const name = 'urn:tongchou:dev-issuer'
  const privateKey = keyFrom(secret)
  const jwk = await exportJWK(createPublicKey(privateKey))
  const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url').slice(0, 16)
  const jwks = { keys: [{ ...jwk, kid, alg: ALGORITHM, use: 'sig' }] }
  return {
    name,
    jwks,
    keys: createLocalJWKSet(jwks),
    issue: async ({ person, role, org }) => ({
      accessToken: await new SignJWT({ role, org })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid })
        .setSubject(person)
        .setIssuer(name)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${LIFE_SECONDS}s`)
        .sign(privateKey),
      expiresInSeconds: LIFE_SECONDS,
    }),
  }
}

function keyFrom(secret: string): KeyObject {
  const seed = createHash('sha256').update(`tongchou development issuer\0${secret}`).digest()
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
}
