/** How one attempt to deliver a notice ended; `dead`: no further attempt can help. */
export type Attempt = { status: 'delivered' } | { status: 'failed' | 'dead'; error: string }
