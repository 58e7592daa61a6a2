/** Every command is started with it: `node --import ./scripts/typescript.mjs FILE`. */
import './before-start.mjs'

// Not a static import, because that would be resolved before the checks run.
await import('tsx')
