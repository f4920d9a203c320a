FROM python:3.13-slim AS build

WORKDIR /src
RUN python -m venv /opt/gamma

# The dependencies change less often than the code: a layer of their own.
COPY requirements.lock ./
RUN /opt/gamma/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY gamma/ gamma/
COPY storage/ storage/
COPY jobs/ jobs/
COPY handlers/ handlers/
COPY bot/ bot/
RUN /opt/gamma/bin/pip install --no-cache-dir --no-build-isolation --no-deps .


FROM python:3.13-slim

RUN useradd --system --uid 10001 --create-home gamma \
    && install --directory --owner=gamma --group=gamma /data

COPY --from=build /opt/gamma /opt/gamma

ENV PATH=/opt/gamma/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:////data/gamma.db

USER gamma
WORKDIR /data
VOLUME /data
EXPOSE 3000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]

CMD ["gamma", "run"]
