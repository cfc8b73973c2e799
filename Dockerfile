# Recourse in a container: `docker compose up -d` beside compose.yaml builds it; docs/hosting.md says how.
#
# Nothing is written at run time but to /data (the database, backups) and /tmp (pictures being worked on), so the rest
# may be read-only: byte code, templates and catalogues are compiled here.

FROM python:3.11.14-slim-trixie AS base
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /recourse


FROM base AS libraries
COPY requirements.lock ./
# Without pip inside. Only what was built and hashed before: no compiler is needed and no foreign code runs.
RUN python -m venv --without-pip /venv \
 && /usr/local/bin/python -m pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check \
    --only-binary :all: --no-compile --require-hashes -r requirements.lock \
 && python -m compileall -q --invalidation-mode unchecked-hash /venv


FROM libraries AS product
COPY . .
# Templates and catalogues are kept by the path they have, so they are compiled where they will lie.
RUN python -m compileall -q --invalidation-mode unchecked-hash bot handlers \
 && python -m bot.first_use \
 && chmod -R a=rX,u+w . \
 && ln -s /data data


FROM base AS postgres
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-17=17.*


FROM base
LABEL org.opencontainers.image.title="Recourse" \
      org.opencontainers.image.description="A Telegram bot that gets AliExpress buyers their money back" \
      org.opencontainers.image.licenses="MIT"
# For backups of PostgreSQL; the package itself would bring all of Perl.
COPY --from=postgres /usr/lib/postgresql/17/bin/pg_dump /usr/lib/postgresql/17/bin/pg_restore \
     /usr/lib/postgresql/17/bin/psql /usr/local/bin/
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5=17.* liblz4-1=1.* libreadline8t64=8.* libzstd1=1.* \
 && rm -rf /var/lib/apt/lists/* \
 && pg_dump --version && pg_restore --version && psql --version \
 && groupadd --gid 10001 recourse \
 && useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --home-dir /data --shell /usr/sbin/nologin recourse \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=libraries /venv /venv
COPY --from=product /recourse /recourse
ENV LISTEN=0.0.0.0:8080
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "bot", "healthy"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
