"""Try a printer without the hall: `python -m printer test --printer tcp://10.0.0.5:9100`."""

import sys
from datetime import datetime
from pathlib import Path

import click

import printer
from printer.agent_command import agent


def sample(language: str) -> printer.Slip:
    """A slip with every block and the letters of Vietnamese that printers get wrong."""
    return printer.Slip(
        hall="Trung tâm Phục vụ hành chính công",
        number="A007",
        service="Đăng ký hộ khẩu: ỵ ặ ễ ữ Ằ Ỗ Ợ",
        counters=(2, 3),
        ahead=3,
        low_min=10,
        high_min=15,
        priority="Người cao tuổi",
        issued_at=datetime.now().astimezone(),
        papers=("Tờ khai Mẫu số 03", "Căn cước (xuất trình)"),
        fee_vnd=200_000,
        time_limit="10 ngày",
        url="https://example.vn/t/phieu-in-thu-khong-phai-so-that",
        language=language,
    )


@click.group()
def cli() -> None:
    """Paper: test a printer or look at a slip."""


cli.add_command(agent)
LANGUAGE = click.option("--language", type=click.Choice(["vi", "en"]), default="vi")


@cli.command()
@click.option("--printer", "url", required=True, help="tcp://HOST:9100, file:PATH, ?profile=58mm")
@LANGUAGE
def test(url: str, language: str) -> None:
    """Print a test slip."""
    printer.print_slip(sample(language), url)
    click.echo(f"Sent to {url}. Look whether every letter is right and the QR code can be read.")


@cli.command()
@click.option("--printer", "url", required=True, help="tcp://HOST:9100")
def status(url: str) -> None:
    """Ask a printer how it stands."""
    said = printer.status(url)
    if not said.is_known:
        click.echo(f"{url} does not tell how it stands. Nobody can know whether a slip came out.")
        return
    click.echo(f"{url}: paper {said.paper}; {said.hindrance or 'ready'}.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--profile", type=click.Choice(list(printer.PROFILES)), default="80mm")
@LANGUAGE
def preview(file: Path, profile: str, language: str) -> None:
    """Draw the test slip into FILE, a PNG picture."""
    if file.suffix.lower() != ".png":
        raise click.BadParameter(f"{file} is no .png: pictures are written as PNG.")
    picture = printer.draw(printer.layout(sample(language)), printer.PROFILES[profile])
    picture.save(file, "PNG")
    click.echo(f"{file}: {picture.width} x {picture.height} dots")


if __name__ == "__main__":
    try:
        cli()
    except (printer.PrinterError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
