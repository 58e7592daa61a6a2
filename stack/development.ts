/**
 * A stack on one's own machine: it issues tokens to anybody and has the rehearsal clock. With an identity provider in
 * the environment it has neither, as production (docs/operations.md): the clock's routes need no token.
 */
export function developmentEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...(env.JWKS_URL ? {} : { REHEARSAL: '1', DEV_ISSUER: '1' }), ...env }
}
