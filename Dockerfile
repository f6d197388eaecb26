# syntax=docker/dockerfile:1
# One image; web, worker, beat and migrate are the commands of attendance/stack/commands.py.

FROM node:24-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
RUN npm run build

FROM python:3.13-slim-bookworm AS libraries
COPY requirements/base.txt .
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r base.txt

FROM python:3.13-slim-bookworm
# As attendance/stack/system.py: what WeasyPrint draws with.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app rollbook \
 && install -d -o rollbook -g rollbook /data
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=attendance.settings \
    DJANGO_DEBUG=0 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/collected \
    HOST=0.0.0.0 \
    PORT=8000
COPY --from=libraries /venv /venv
COPY . .
COPY --from=front-end /build/static/dist static/dist
RUN DJANGO_SECRET_KEY=only-while-building python manage.py collectstatic --no-input -v 0 \
      --ignore "*.br" --ignore "*.gz"

USER rollbook
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["python", "-m", "attendance.stack", "ready"]
CMD ["python", "-m", "attendance.stack", "exec", "web"]
