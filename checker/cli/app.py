"""`checker`: every command under its name. What a command needs is loaded when it is called."""

import sys

import typer

from checker.cli.alerts_commands import alerts
from checker.cli.backup_command import backup
from checker.cli.book_commands import book
from checker.cli.demo_command import demo
from checker.cli.desk_command import desk
from checker.cli.draw_command import draw
from checker.cli.evidence_commands import evidence
from checker.cli.export_command import export
from checker.cli.garbage import collect_seldom
from checker.cli.inspect_command import inspect
from checker.cli.letters_commands import letters
from checker.cli.mending_commands import mending
from checker.cli.nightly_command import nightly
from checker.cli.outage_commands import outage
from checker.cli.probe_command import probe
from checker.cli.recheck_command import recheck
from checker.cli.registry_commands import import_ledgers, targets
from checker.cli.replay_command import replay
from checker.cli.report_commands import report
from checker.cli.retention_command import retention
from checker.cli.scan_command import scan
from checker.cli.serve_command import serve, status
from checker.cli.setup_commands import doctor, init
from checker.cli.sources_command import sources
from checker.cli.statement_commands import confirm, exempt, overrule, state
from checker.cli.transfer_command import transfer
from checker.cli.worker_command import worker

app = typer.Typer(
    name="checker",
    help="政府网站与政务新媒体检查 · Inspects government websites and new-media accounts.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("init")(init)
app.command("doctor")(doctor)
app.command("import")(import_ledgers)
app.command("targets")(targets)
app.command("sources")(sources)
app.command("scan")(scan)
app.command("nightly")(nightly)
app.command("recheck")(recheck)
app.command("desk")(desk)
app.command("probe")(probe)
app.command("draw")(draw)
app.command("serve")(serve)
app.command("status")(status)
app.command("worker")(worker)
app.command("backup")(backup)
app.command("retention")(retention)
app.command("transfer")(transfer)
app.command("replay")(replay)
app.command("export")(export)
app.command("inspect")(inspect)
app.command("confirm")(confirm)
app.command("overrule")(overrule)
app.command("exempt")(exempt)
app.command("state")(state)
app.command("demo")(demo)
app.add_typer(alerts, name="alerts")
app.add_typer(book, name="book")
app.add_typer(evidence, name="evidence")
app.add_typer(report, name="report")
app.add_typer(outage, name="outage")
app.add_typer(mending, name="mending")
app.add_typer(letters, name="letters")


def main() -> None:
    """Runs the command line; the exit codes are those of each command's help."""
    collect_seldom()
    try:
        app()
    except BrokenPipeError:  # the reader of a pipe has gone: nothing more to say
        sys.stderr.close()
        raise SystemExit(141) from None


if __name__ == "__main__":
    main()
