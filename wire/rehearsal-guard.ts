import type { Config } from './config.ts'

/** Throws when real tokens are configured together with routes that need none: the rehearsal clock, or development tokens. */
export function assertRehearsalIsSeparate({ JWKS_URL, REHEARSAL, DEV_ISSUER }: Config): void {
  if (!JWKS_URL || (REHEARSAL === '0' && DEV_ISSUER === '0')) return
  const given = [REHEARSAL === '1' ? 'REHEARSAL=1' : [], DEV_ISSUER === '1' ? 'DEV_ISSUER=1' : []].flat()
  throw new Error(
    `JWKS_URL is set together with ${given.join(' and ')}: an installation with real people has no rehearsal ` +
      'clock and issues no tokens of its own; remove one of them.',
  )
}
