"""What every command stands on: the config, the open store, the indicators and the books."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from checker.books.lexicon import load_lexicon
from checker.books.library import indicators, load_book
from checker.books.signs import load_signs
from checker.config import Config, ConfigError
from checker.core.judge import Indicators
from checker.core.rulebook import Book, BookError, Grading
from checker.core.target import Target
from checker.core.verdict import BookName
from checker.extract.signs import Signs
from checker.extract.wording.lexicon import Lexicon
from checker.run.reading_stamp import reading_stamp
from checker.store.blobs import Blobs
from checker.store.bucket import BucketAddress, BucketShelf
from checker.store.database import Database, open_database
from checker.store.earlier_readings import EarlierReadings
from checker.store.schema import migrate


@dataclass(frozen=True)
class Office:
    """One deployment, open for work. `book_override` is the book that the command names."""

    config: Config
    database: Database
    blobs: Blobs
    book_override: str = ""
    _books: dict[str, Book] = field(default_factory=dict[str, Book])
    _in_force: dict[str, BookName | None] = field(default_factory=dict[str, BookName | None])

    @cached_property
    def indicators(self) -> Indicators:
        """Every indicator by id."""
        return indicators()

    @cached_property
    def lexicon(self) -> Lexicon:
        """Our starter list and the office's own lexicons as one; raises LexiconError."""
        return load_lexicon([self.config.path(each) for each in self.config.lexicons])

    @cached_property
    def earlier_readings(self) -> EarlierReadings:
        """What visits leave for the next one, as today's code and word lists read it."""
        beside = self.config.blobs_folder.parent
        return EarlierReadings(beside / "readings", reading_stamp(self.lexicon, self.signs))

    @property
    def signs(self) -> Signs:
        """What gives pages and scripts away, with the office's own public services."""
        return load_signs(frozenset(self.config.public_services))

    @property
    def book(self) -> Book:
        """The default book of this run."""
        return self.named_book(self.book_override or self.config.book)

    def book_for(self, target: Target) -> Book:
        """The book for one target: the command's, else the config's for it."""
        name = self.book_override or self.config.book_name(target.code, target.region)
        return self.named_book(name)

    def named_book(self, name: str) -> Book:
        """A book by name, read once; raises BookError."""
        if name not in self._books:
            folders = (self.config.path(self.config.books),) if self.config.books else ()
            self._books[name] = load_book(name, folders)
        return self._books[name]

    def in_force(self, cited: BookName) -> BookName | None:
        """The book of that name as it is today, None where there is none that can be read."""
        if cited.name not in self._in_force:
            try:
                self._in_force[cited.name] = self.named_book(cited.name).named
            except BookError:
                self._in_force[cited.name] = None
        return self._in_force[cited.name]

    def grading_of(self, cited: BookName) -> Grading:
        """The grading of the book of that name; the national one where there is none any more."""
        return self.named_book(cited.name).grading if self.in_force(cited) else Grading()


@contextmanager
def open_office(config: Config, *, book: str = "") -> Generator[Office]:
    """The office of a config, its database at the newest schema; raises StoreError, BookError."""
    database = open_database(config.database_url)
    try:
        migrate(database)
        office = Office(config, database, blobs_of(config), book)
        for name in {book or config.book, *config.book_for.regions.values()}:
            office.named_book(name)  # a broken book stops the run at its start
        yield office
    finally:
        database.close()


def blobs_of(config: Config) -> Blobs:
    """The stored bytes, in a folder or in a bucket as the config says; raises StoreError, ConfigError."""
    if config.bucket is None:
        return Blobs(config.blobs_folder)
    name, prefix = config.bucket
    if not name:
        raise ConfigError("blobs 应写成 s3://桶/前缀 · write blobs as s3://bucket/prefix")
    store = config.s3
    address = BucketAddress(name, prefix, store.endpoint, store.region, store.path_style)
    return Blobs(config.blobs_folder, BucketShelf(address))
