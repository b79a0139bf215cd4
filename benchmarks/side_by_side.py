# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks against others share: their packages, their processes, turns, and tables.

A contestant is a process of its own that stays alive, takes a command as a line of JSON, and answers
with a line of JSON: the seconds from the query's start to its result, the result, and the peak of
its resident memory since the command came. So nothing is measured of the start of a process, and
everyone is warm.
"""

import datetime
import hashlib
import json
import os
import pathlib
import platform
import queue
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
WORK = HOME / "benchmarks" / "target"
COMMAND = HOME / "bin" / "codeanatomy"
VENV = WORK / "venv"
REQUIREMENTS = HOME / "benchmarks" / "requirements.txt"
LIBRARIES = HOME / "cli" / "target" / "codeanatomy" / "lib"
JARS = WORK / "spark-jars"
LOGS = WORK / "logs"
DELTA_SPARK = "4.4.0"
CORES = 2
# A contestant that takes more is ended, as a machine of ordinary size would do.
MOST_MEMORY = 12e9


def prepare():
    """Goes on in the virtual environment of the benchmarks, which is made first if need be."""
    stamp = VENV / "requirements"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(VENV, ignore_errors=True)
        print("installing the contestants …", file=sys.stderr)
        run([sys.executable, "-m", "venv", VENV])
        run([VENV / "bin" / "pip", "install", "-q", "--disable-pip-version-check", "-r", REQUIREMENTS])
        stamp.write_text(wanted)
    if pathlib.Path(sys.prefix) != VENV:
        # Two threads are what the processes get, on machines with more cores, too.
        pinned = ["taskset", "-c", f"0-{CORES - 1}"] if shutil.which("taskset") else []
        command = [*pinned, str(VENV / "bin" / "python"), *sys.argv]
        sys.stdout.flush()
        os.execvp(command[0], command)
    run([COMMAND, "--version"])


def run(command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def spark_jars():
    """Delta's jars for Spark, from the build tool: nothing is fetched while anything runs."""
    from importlib.metadata import version

    spark = ".".join(version("pyspark").split(".")[:2])
    for artifact in (f"delta-spark_{spark}_2.13", "delta-storage"):
        if not (JARS / f"{artifact}-{DELTA_SPARK}.jar").exists():
            run(["mvn", "-B", "-q", "-N", "-f", HOME / "pom.xml", "dependency:copy",
                 f"-DoutputDirectory={JARS}", f"-Dartifact=io.delta:{artifact}:{DELTA_SPARK}"])
    return sorted(JARS.glob("*.jar"))


def tool(name):
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/{name}" if home else shutil.which(name)


def print_machine(packages):
    """What a reader needs in order to judge the figures, as lines above the tables."""
    from importlib.metadata import version

    cpu = next(
        (line.split(":")[1].strip() for line in lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine())
    memory = next(int(line.split()[1]) for line in lines("/proc/meminfo") if "MemTotal" in line)
    java = subprocess.run([tool("java"), "-version"], capture_output=True, text=True).stderr
    java = re.search(r'"(.+?)"', java).group(1)
    jdbc = next(LIBRARIES.glob("duckdb_jdbc-*.jar")).stem.rsplit("-", 1)[1]
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    others = ", ".join(f"{package} {version(package)}" for package in packages)
    print(f"{today}, {CORES} of {os.cpu_count()} cores of {cpu}, {memory / 1e6:.0f} GB, load "
          f"{os.getloadavg()[0]:.1f} at the start; JDK {java}, engine on DuckDB {jdbc}; "
          f"Python {platform.python_version()}, {others}.\n")


def lines(path):
    return pathlib.Path(path).read_text().splitlines()


def extracted():
    """The extraction tables of calcite-core, by this engine; made if they are not there."""
    import importlib.machinery
    import importlib.util

    folder = WORK / "calcite-core-extracted"
    if not folder.exists():
        loader = importlib.machinery.SourceFileLoader("pipeline", str(HOME / "benchmarks" / "pipeline"))
        pipeline = importlib.util.module_from_spec(importlib.util.spec_from_loader("pipeline", loader))
        loader.exec_module(pipeline)
        run([COMMAND, "extract", "java", pipeline.calcite_sources(), "--output", folder])
    return folder


class Contestant:
    """A process that answers commands one after the other."""

    def __init__(self, name, command, environment=None):
        self.name = name
        self.samples = []
        self.failure = None
        self.result = None
        # What completes an answer with what was written to disk.
        self.read = lambda answer, command: None
        LOGS.mkdir(parents=True, exist_ok=True)
        self.log = LOGS / (re.sub(r"\W+", "-", name) + ".log")
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log.open("w"), text=True, start_new_session=True,
            env={**os.environ, **(environment or {})})
        self.answers = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put(None)

    def ask(self, command, timeout):
        """The answer; None, and a reason in `failure`, if there is none. A late one is ended."""
        if self.failure:
            return None
        deadline = time.monotonic() + timeout
        try:
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
            line = self._wait(deadline)
        except BrokenPipeError:
            line = None
        if self.failure is None and line is None:
            self.failure = f"ended; see {self.log.name}"
        if self.failure is None:
            answer = json.loads(line)
            if "error" not in answer:
                self.read(answer, command)
                return answer
            self.failure = answer["error"]
        print(f"{self.name}: {self.failure}", file=sys.stderr)
        self.end()
        return None

    def _wait(self, deadline):
        while True:
            try:
                return self.answers.get(timeout=0.1)
            except queue.Empty:
                if time.monotonic() > deadline:
                    self.failure = "too slow"
                elif self._stays_above(MOST_MEMORY):
                    self.failure = f"more than {MOST_MEMORY / 1e9:.0f} GB"
                if self.failure:
                    return None

    def _stays_above(self, bytes):
        """Whether it needs so much for more than a moment: a process that is being started shows its parent's."""
        for _ in range(3):
            if self._memory() <= bytes:
                return False
            time.sleep(0.2)
        return True

    def _memory(self):
        import psutil

        try:
            process = psutil.Process(self.process.pid)
            return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
        except psutil.Error:
            return 0

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def python_contestant(name, kind, **setup):
    """One of benchmarks/contestant.py."""
    script = HOME / "benchmarks" / "contestant.py"
    return Contestant(name, [VENV / "bin" / "python", script, kind, json.dumps(setup)],
                      {"POLARS_MAX_THREADS": str(CORES), "PYTHONDONTWRITEBYTECODE": "1"})


def engine_contestant(name):
    """The engine in process, with the options of the command."""
    classes = WORK / "engine-runs-classes"
    source = HOME / "benchmarks" / "EngineRuns.java"
    compiled = classes / "EngineRuns.class"
    jar = next(LIBRARIES.glob("codeanatomy-cli-*.jar"))
    if not compiled.exists() or compiled.stat().st_mtime < max(
            source.stat().st_mtime, jar.stat().st_mtime):
        classes.mkdir(parents=True, exist_ok=True)
        run([tool("javac"), "-cp", f"{LIBRARIES}/*", "-d", classes, source])
    return Contestant(
        name,
        [tool("java"), "-Xmx2g",
         "-Dfile.encoding=UTF-8", "-cp", f"{classes}{os.pathsep}{LIBRARIES}/*", "EngineRuns"])


def take_turns(contestants, commands, rounds, timeout, slow=20, check=None):
    """Asks everyone in turn. The first round warms up, for some seconds, and is checked; it does not count.

    commands -- by contestant's name: what gives the command of a round
    check    -- is called after the round that warms up
    slow     -- who needs more seconds after the first round is asked no more, and who needs three
                times as many in it is not asked again; the table says so
    """
    for number in range(rounds + 1):
        if number == 1 and check:
            check()
        for contestant in contestants:
            last = contestant.samples[-1] if contestant.samples else None
            if contestant.failure or (number > 1 and last["seconds"] > slow):
                continue
            if number == 1 and contestant.warmed > 3 * slow:
                contestant.samples.append(contestant.first)
                continue
            answer = contestant.ask(commands[contestant.name](number), timeout)
            if answer is None:
                continue
            if number == 0:
                contestant.first = answer
                contestant.warmed = answer["seconds"]
                contestant.result = answer["result"]
                warm(contestant, commands[contestant.name], number, timeout)
            else:
                contestant.samples.append(answer)
                if answer["result"] != contestant.result:
                    sys.exit(f"{contestant.name}: another result than before: "
                             f"{answer['result']}, {contestant.result}")


def warm(contestant, command, number, timeout, seconds=4):
    """Asks again and again: code that is compiled as it runs needs more than a round."""
    end = time.monotonic() + seconds
    while contestant.warmed < seconds and time.monotonic() < end and not contestant.failure:
        contestant.ask(command(number), timeout)


def check_equal(case, contestants):
    """Ends the benchmark unless all that answered gave the same."""
    answered = [c for c in contestants if c.result is not None]
    for contestant in answered[1:]:
        if contestant.result != answered[0].result:
            sys.exit(f"{case}: {contestant.name} found {contestant.result}, "
                     f"{answered[0].name} {answered[0].result}")


class Spread:
    """The median of some seconds with the least and the most."""

    def __init__(self, values):
        self.values = list(values)
        self.median = statistics.median(self.values)

    def __str__(self):
        if len(self.values) == 1:
            return f"{digits(self.median)} (1 run)"
        return f"{digits(self.median)} ({digits(min(self.values))} to {digits(max(self.values))})"


def digits(seconds):
    return f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.3f}"


def print_table(header, rows, texts=1):
    """A Markdown table; the first columns are texts, all others numbers."""
    table = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    for number, row in enumerate(table):
        cells = [cell.ljust(w) if i < texts else cell.rjust(w)
                 for i, (cell, w) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")
        if number == 0:
            print("|" + "|".join("-" * (w + 2) if i < texts else "-" * (w + 1) + ":"
                                 for i, w in enumerate(widths)) + "|")
    print(flush=True)
