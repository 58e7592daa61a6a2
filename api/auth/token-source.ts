/** Whose tokens are good here: those of an identity provider, or those of the development issuer. */
import { createRemoteJWKSet } from 'jose'
import type { Config } from '#wire/config.ts'
import { type DevIssuer, devIssuer } from './dev-issuer.ts'
import { isLoopback } from './loopback.ts'
import type { TokenRules } from './token-verifier.ts'

export interface TokenSource {
  rules: TokenRules
  /** Null where tokens are real. */
  issuer: DevIssuer | null
}

/** Throws one Error with a sentence when the settings would let tokens be forged, or name no source. */
export async function tokenSource(config: Config): Promise<TokenSource> {
  const issuer = config.DEV_ISSUER === '1' ? await localIssuer(config) : null
  return { rules: rulesOf(config, issuer), issuer }
}

/** Whether the development issuer serves whoever reaches this machine. */
export const isIssuerAnywhere = ({ DEV_ISSUER, API_HOST }: Config): boolean =>
  DEV_ISSUER === '1' && !isLoopback(API_HOST)

/**
 * The database's password and name are a secret of the installation, so every instance derives the same key; its
 * port may differ from start to start.
 */
function localIssuer(config: Config): Promise<DevIssuer> {
  if (isIssuerAnywhere(config) && config.DEV_ISSUER_ANYWHERE !== '1') {
    throw new Error(
      `DEV_ISSUER=1 gives a token for anybody to whoever asks, and API_HOST=${config.API_HOST} is reached from other ` +
        'machines: let the API listen on 127.0.0.1, or set DEV_ISSUER_ANYWHERE=1 where nobody reaches it who may not.',
    )
  }
  const { password, pathname } = new URL(config.DATABASE_URL)
  return devIssuer(`${password}${pathname}`, config.TOKEN_AUDIENCE)
}

function rulesOf(config: Config, issuer: DevIssuer | null): TokenRules {
  const audience = config.TOKEN_AUDIENCE
  if (config.JWKS_URL) {
    if (!config.TOKEN_ISSUER) throw new Error('JWKS_URL is set without TOKEN_ISSUER: whose tokens are these?')
    return { keys: createRemoteJWKSet(keySetAt(config.JWKS_URL)), issuer: config.TOKEN_ISSUER, audience }
  }
  if (issuer) return { keys: issuer.keys, issuer: issuer.name, audience }
  throw new Error('Set JWKS_URL and TOKEN_ISSUER to the identity provider, or DEV_ISSUER=1 for development.')
}

/** Whoever can change the keys on their way can sign in as anybody. */
function keySetAt(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url && isSafe) return url
  throw new Error(
    `JWKS_URL is ${address}, and keys from there could be forged on their way: ` +
      'give an https:// address, or an http:// one on this machine (127.0.0.1).',
  )
}
