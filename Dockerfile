# Hexalign with its embedded database in /data, or over a PostgreSQL of your own with DATABASE_URL.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# Installs the pinned packages and builds the web app.
RUN node scripts/cli.mjs test build

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=4870
VOLUME /data
EXPOSE 4870
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:4870/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "packages/api/src/cli/main.ts"]
CMD ["serve"]
