using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>What a table's rows are held to: keys, checks, references.</summary>
internal static class ConstraintParser
{
    private static readonly ImmutableHashSet<string> FirstWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "primary", "unique", "check", "foreign", "constraint");

    /// <summary>Whether a constraint begins, and not a column that is called like one.</summary>
    public static bool IsNext(TokenReader reader) =>
        reader.Current.Kind == SqlTokenKind.Word && FirstWords.Contains(reader.Current.Text)
        && (reader.Ahead(1).IsOperator("(") || reader.Ahead(1).IsWord("key") || reader.IsWords("constraint"));

    public static TableConstraint OfTable(TokenReader reader)
    {
        var start = reader.Current.Span;
        var name = reader.TryWords("constraint") ? reader.Name("a name") : (SqlName?)null;
        var constraint = reader switch
        {
            _ when reader.TryWords("check") => Check(reader, name, start),
            _ when reader.TryWords("primary", "key") => new TableConstraint(ConstraintKind.PrimaryKey, name, reader.NameList("a column name"), null, start),
            _ when reader.TryWords("unique") => new TableConstraint(ConstraintKind.Unique, name, reader.NameList("a column name"), null, start),
            _ when reader.TryWords("foreign", "key") => new TableConstraint(ConstraintKind.ForeignKey, name, reader.NameList("a column name"), null, start),
            _ => null,
        };
        if (constraint is null)
        {
            reader.Fail("CHECK, PRIMARY KEY, UNIQUE or FOREIGN KEY");
            return new TableConstraint(ConstraintKind.Check, name, [], null, start);
        }

        return reader.AtEnd || reader.Current.IsOperator(",") || reader.Current.IsOperator(")")
            ? constraint
            : constraint with { Span = TextSpan.Cover(start, reader.Until(() => reader.Current.IsOperator(","), "a constraint")) };
    }

    /// <param name="isAfter">Where the next attribute of the column begins.</param>
    public static TableConstraint OfColumn(TokenReader reader, SqlName? name, SqlName column, Func<SqlToken, bool> isAfter)
    {
        var start = reader.Current.Span;
        if (reader.TryWords("check"))
        {
            return Check(reader, name, start);
        }

        if (reader.TryWords("generated", "always", "as") || reader.TryWords("as"))
        {
            return Generated(reader, column, start);
        }

        ConstraintKind? kind = reader switch
        {
            _ when reader.TryWords("primary", "key") => ConstraintKind.PrimaryKey,
            _ when reader.TryWords("unique") => ConstraintKind.Unique,
            _ when reader.TryWords("references") => ConstraintKind.ForeignKey,
            _ when reader.TryWords("collate") => ConstraintKind.Collation,
            _ => null,
        };
        if (kind is null)
        {
            reader.Fail("NOT NULL, DEFAULT, CHECK, PRIMARY KEY, UNIQUE or REFERENCES");
        }

        var rest = reader.AtEnd || isAfter(reader.Current) || reader.Current.IsOperator(")")
            ? start
            : reader.Until(() => isAfter(reader.Current), "a constraint");
        return new TableConstraint(kind ?? ConstraintKind.Unique, name, [column], null, TextSpan.Cover(start, rest));
    }

    /// <summary>Values are computed when rows are written, which is what either word comes to for a reader.</summary>
    private static TableConstraint Generated(TokenReader reader, SqlName column, TextSpan start)
    {
        reader.ExpectOperator("(");
        var expression = reader.Until(() => false, "an expression");
        reader.ExpectOperator(")");
        _ = reader.TryWords("virtual") || reader.TryWords("stored");
        return new TableConstraint(ConstraintKind.Generated, null, [column], expression, TextSpan.Cover(start, expression));
    }

    private static TableConstraint Check(TokenReader reader, SqlName? name, TextSpan start)
    {
        reader.ExpectOperator("(");
        var condition = reader.Until(() => false, "a condition");
        reader.ExpectOperator(")");
        return new TableConstraint(ConstraintKind.Check, name, [], condition, TextSpan.Cover(start, condition));
    }
}
