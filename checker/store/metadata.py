"""What all tables stand on: their collection, and the columns that many of them share."""

from sqlalchemy import BigInteger, Integer, MetaData, String

from checker.store.filing import LONGEST_CODE

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RowId = BigInteger().with_variant(Integer, "sqlite")
Code = String(LONGEST_CODE)
Word = String(24)
RoundId = String(40)
