/** The source of valid tokens: an identity provider, or the development issuer. */
import { createRemoteJWKSet } from 'jose'
import type { Config } from '#wire/config.ts'
import { type DevIssuer, devIssuer } from './dev-issuer.ts'
import { isLoopback } from './loopback.ts'
import type { TokenRules } from './token-verifier.ts'

export interface TokenSource {
  rules: TokenRules
  /** Null when tokens come from an identity provider. */
  issuer: DevIssuer | null
}

/** Throws one Error with a sentence when tokens could be forged with these settings, or when they name no source. */
export async function tokenSource(config: Config): Promise<TokenSource> {
  const issuer = config.DEV_ISSUER === '1' ? await localIssuer(config) : null
  return { rules: rulesOf(config, issuer), issuer }
}

/** Whether the development issuer serves other machines. */
export const isIssuerAnywhere = ({ DEV_ISSUER, API_HOST }: Config): boolean =>
  DEV_ISSUER === '1' && !isLoopback(API_HOST)

/**
 * The key is derived from the database's password and name, which are a secret of the installation, so every instance has the same key.
 * The port is left out, because it may differ at each start.
 */
function localIssuer(config: Config): Promise<DevIssuer> {
  if (isIssuerAnywhere(config) && config.DEV_ISSUER_ANYWHERE !== '1') {
    throw new Error(
      `DEV_ISSUER=1 gives tokens for any person to any caller, and API_HOST=${config.API_HOST} can be reached from other ` +
        'machines: let the API listen on 127.0.0.1, or set DEV_ISSUER_ANYWHERE=1 if no unauthorised person can reach it.',
    )
  }
  const { password, pathname } = new URL(config.DATABASE_URL)
  return devIssuer(`${password}${pathname}`, config.TOKEN_AUDIENCE)
}

function rulesOf(config: Config, issuer: DevIssuer | null): TokenRules {
  const audience = config.TOKEN_AUDIENCE
  if (config.JWKS_URL) {
    if (!config.TOKEN_ISSUER)
      throw new Error('JWKS_URL is set without TOKEN_ISSUER: name the expected issuer of the tokens.')
    return { keys: createRemoteJWKSet(keySetAt(config.JWKS_URL)), issuer: config.TOKEN_ISSUER, audience }
  }
  if (issuer) return { keys: issuer.keys, issuer: issuer.name, audience }
  throw new Error('Set JWKS_URL and TOKEN_ISSUER to the identity provider, or DEV_ISSUER=1 for development.')
}

/** Requires https, because a person who can change the keys in transit can sign in as anybody. */
function keySetAt(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url && isSafe) return url
  throw new Error(
    `JWKS_URL is ${address}, and keys from there could be forged in transit: ` +
      'give an https:// address, or an http:// one on this machine (127.0.0.1).',
  )
}
