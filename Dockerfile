# Builds the image of Rekey: docker build -t rekey . (docs/deploying.md describes how to run it)
# The tag moves when a fix of Node is released. To build exactly the same image again, name a digest: --build-arg NODE=node@sha256:…
ARG NODE=node:24-bookworm-slim

FROM ${NODE} AS build
WORKDIR /build
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM ${NODE}
WORKDIR /app
# Docker sets HOSTNAME to the name of the container, and the server would listen only on its IP address.
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data && ln -s /app/dist/rekey.mjs /usr/local/bin/rekey
# Everything belongs to root, so that someone who breaks into the server cannot change it.
COPY --from=build /build/.next/standalone/package.json /build/.next/standalone/next.config.mjs ./
COPY --from=build /build/.next/standalone/node_modules ./node_modules
COPY --from=build /build/.next/standalone/.next ./.next
COPY --from=build /build/.next/static ./.next/static
COPY --from=build /build/db/migrations ./db/migrations
COPY --from=build /build/dist ./dist
USER node
EXPOSE 3000
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server.mjs"]
