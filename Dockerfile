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

# Nothing is written outside /data and /tmp: the file system may be read-only.
RUN useradd --system --uid 10001 --user-group --no-create-home gamma \
    && install --directory --owner=gamma --group=gamma /data

COPY --from=build /opt/gamma /opt/gamma

ENV PATH=/opt/gamma/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MPLCONFIGDIR=/tmp \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:////data/gamma.db

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM

# Says whether people are answered, not only whether the process is there; it restarts nothing.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=4)"]

CMD ["gamma", "run"]
