# The API and the worker: one image, the command chooses (see docker-compose.yml).
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No package that runs here needs its install script; not running any keeps the build to what the lock file names.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY . .
# The code belongs to root: a process that is taken over cannot change it.
RUN install -d -o node -g node -m 0700 /var/lib/tongchou/documents
USER node
ENV API_HOST=0.0.0.0 API_PORT=3000 WORKER_HOST=0.0.0.0 WORKER_PORT=3001
EXPOSE 3000
# Node is the process 1 here and ends on SIGTERM by its own handler, after the requests under way.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.API_PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1))"]
CMD ["node", "--import", "tsx", "api/main.ts"]
