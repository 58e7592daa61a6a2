/**
 * The environment of a stack for development: it issues tokens for anybody and has the rehearsal clock. If the environment names an
 * identity provider, it has neither, as in production (docs/operations.md), because the routes of the clock need no token.
 */
export function developmentEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...(env.JWKS_URL ? {} : { REHEARSAL: '1', DEV_ISSUER: '1' }), ...env }
}
