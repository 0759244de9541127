using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

internal static class AlterParser
{
    public static SqlStatement Parse(TokenReader reader)
    {
        reader.ExpectWord("alter");
        var isView = reader.TryWords("view");
        if (!isView && !reader.TryWords("table"))
        {
            return StatementParser.Other(reader);
        }

        var ifExists = reader.TryWords("if", "exists");
        var name = reader.Path(isView ? "a view name" : "a table name");
        var start = reader.Current.Span;
        var action = Action(reader, start);
        if (!reader.AtEnd)
        {
            reader.Fail("the end of the statement");
        }

        return new AlterTableStatement(reader.Span, name, action) { IfExists = ifExists, IsView = isView };
    }

    private static AlterAction Action(TokenReader reader, TextSpan start)
    {
        if (reader.TryWords("add"))
        {
            return ConstraintParser.IsNext(reader) ? new AddConstraint(start, ConstraintParser.OfTable(reader)) : Add(reader, start);
        }

        if (reader.TryWords("drop"))
        {
            if (reader.TryWords("constraint"))
            {
                return new DropConstraint(start, reader.TryWords("if", "exists"), reader.Name("the name of a constraint"));
            }

            reader.TryWords("column");
            var ifExists = reader.TryWords("if", "exists");
            var path = reader.Path("a column");
            _ = reader.TryWords("cascade") || reader.TryWords("restrict");
            return new DropColumn(start, path, ifExists);
        }

        if (reader.TryWords("rename"))
        {
            return Rename(reader, start);
        }

        if (reader.TryWords("alter"))
        {
            return Column(reader, start);
        }

        return Table(reader, start);
    }

    private static AddColumn Add(TokenReader reader, TextSpan start)
    {
        reader.TryWords("column");
        var ifNotExists = reader.TryWords("if", "not", "exists");
        var path = reader.Path("a column");
        return new AddColumn(start, path, ColumnParser.Attributes(reader, path.Last), ifNotExists);
    }

    private static AlterAction Rename(TokenReader reader, TextSpan start)
    {
        if (reader.TryWords("to"))
        {
            return new RenameRelation(start, reader.Path("the new name").Last);
        }

        reader.TryWords("column");
        var path = reader.Path("a column");
        reader.ExpectWord("to");
        return new RenameColumn(start, path, reader.Name("the new name"));
    }

    private static AlterAction Column(TokenReader reader, TextSpan start)
    {
        reader.TryWords("column");
        var path = reader.Path("a column");
        if (reader.TryWords("set", "not", "null"))
        {
            return new ChangeNullability(start, path, NotNull: true);
        }

        if (reader.TryWords("drop", "not", "null"))
        {
            return new ChangeNullability(start, path, NotNull: false);
        }

        if (reader.TryWords("set", "data", "type") || reader.TryWords("type"))
        {
            var type = ColumnParser.Type(reader);
            TextSpan? value = reader.TryWords("using") ? reader.Rest("an expression") : null;
            return new ChangeColumnType(start, path, type, value);
        }

        if (reader.TryWords("set", "default"))
        {
            return new SetDefault(start, path, reader.Rest("an expression"));
        }

        if (reader.TryWords("drop", "default"))
        {
            return new SetDefault(start, path, null);
        }

        if (reader.TryWords("first"))
        {
            return new MoveColumn(start, path, null);
        }

        return reader.TryWords("after") ? new MoveColumn(start, path, reader.Name("a column")) : Unsupported(reader, start);
    }

    private static AlterAction Table(TokenReader reader, TextSpan start)
    {
        if (reader.TryWords("set", "tblproperties"))
        {
            return new SetProperties(start, PropertyParser.List(reader));
        }

        if (reader.TryWords("unset", "tblproperties"))
        {
            reader.TryWords("if", "exists");
            return new UnsetProperties(start, PropertyParser.Keys(reader));
        }

        if (reader.TryWords("set", "partitioned", "by"))
        {
            return new SetPartitioning(start, PropertyParser.PartitionTerms(reader));
        }

        if (reader.TryWords("set", "sorted", "by"))
        {
            return new SetSorting(start, PropertyParser.SortTerms(reader));
        }

        if (reader.TryWords("reset", "sorted", "by"))
        {
            return new SetSorting(start, []);
        }

        return reader.TryWords("reset", "partitioned", "by") ? new SetPartitioning(start, []) : Unsupported(reader, start);
    }

    private static UnsupportedAction Unsupported(TokenReader reader, TextSpan start)
    {
        var span = TextSpan.Cover(start, reader.Rest("an action"));
        return new UnsupportedAction(span, reader.GetText(span));
    }
}
