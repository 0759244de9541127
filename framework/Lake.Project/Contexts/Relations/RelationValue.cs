using Lake.Jinja.Values;
using Lake.Sql;

namespace Lake.Project.Contexts.Relations;

/// <summary>dbt's <c>Relation</c>: a name that prints as SQL. Never changes; its methods give others.</summary>
public sealed class RelationValue : JinjaObject
{
    internal RelationValue(string? database, string? schema, string? identifier, string? type = null) =>
        (Database, Schema, Identifier, Type) = (Part(database), Part(schema), Part(identifier), type);

    private RelationValue(RelationValue other)
    {
        (Database, Schema, Identifier, Type) = (other.Database, other.Schema, other.Identifier, other.Type);
        (Include, Quote, Limit, Filter, External) = (other.Include, other.Quote, other.Limit, other.Filter, other.External);
    }

    public string? Database { get; private init; }

    public string? Schema { get; private init; }

    public string? Identifier { get; private init; }

    /// <summary><c>table</c>, <c>view</c>, <c>cte</c>, <c>ephemeral</c>; null when unknown.</summary>
    public string? Type { get; private init; }

    /// <summary>Rows to read of it; null for all. Zero prints a query without rows.</summary>
    public long? Limit { get; private init; }

    /// <summary>Which rows to read of it; null for all.</summary>
    internal EventTimeFilter? Filter { get; private init; }

    /// <summary>SQL that stands for the relation, as that of files does; null when its name does.</summary>
    public string? External { get; private init; }

    internal RelationParts Include { get; private init; } = RelationParts.All;

    internal RelationParts Quote { get; private init; } = RelationParts.All;

    public RelationName Name => new(Database, Schema, Identifier ?? "");

    public bool IsCte => Type is "cte" or "ephemeral";

    public override string TypeName => "Relation";

    public override string Text => Filter is { } filter
        ? $"(select * from {Limited(Render())} where {filter.Condition}) _dbt_et_filter_subq_{Identifier}"
        : Limited(Render());

    public override string Repr => $"<Relation {Text}>";

    public override bool IsTrue => true;

    /// <remarks>So dbt's class says, though its members cannot be listed; packages recognise a relation by it.</remarks>
    public override bool IsMapping => true;

    public override bool IsSequence => false;

    /// <summary>The dotted name alone, quoted as the quote policy says; for external data the SQL that reads it.</summary>
    public string Render()
    {
        if (External is not null)
        {
            return External;
        }

        if (IsCte)
        {
            return Identifier ?? "";
        }

        var parts = new List<string>(3);
        Add(Database, Include.Database, Quote.Database);
        Add(Schema, Include.Schema, Quote.Schema);
        Add(Identifier, Include.Identifier, Quote.Identifier);
        return string.Join('.', parts);

        void Add(string? part, bool include, bool quote)
        {
            if (include && part is not null)
            {
                parts.Add(quote ? SqlText.Identifier(part) : part);
            }
        }
    }

    public override bool TryGetAttribute(string name, out object? value) => RelationMembers.Table.TryGet(this, name, out value);

    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        return key is string name && TryGetAttribute(name, out value);
    }

    public override bool EqualTo(object? other) => other is RelationValue relation
        && Database == relation.Database && Schema == relation.Schema && Identifier == relation.Identifier
        && Include == relation.Include && Quote == relation.Quote && Type == relation.Type;

    public override int Hash() => HashCode.Combine(Database, Schema, Identifier);

    internal RelationValue WithPath(string? database, string? schema, string? identifier) =>
        new(this) { Database = Part(database), Schema = Part(schema), Identifier = Part(identifier) };

    internal RelationValue WithType(string? type) => new(this) { Type = type };

    internal RelationValue WithInclude(RelationParts parts) => new(this) { Include = parts };

    internal RelationValue WithQuote(RelationParts parts) => new(this) { Quote = parts };

    internal RelationValue WithFilter(EventTimeFilter filter) => new(this) { Filter = filter };

    internal RelationValue WithExternal(string? sql) => new(this) { External = sql };

    internal RelationValue WithLimit(long? limit) => new(this) { Limit = limit };

    private static string? Part(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private string Limited(string rendered) => Limit switch
    {
        null => rendered,
        0 => $"(select * from {rendered} where false limit 0)",
        var rows => $"(select * from {rendered} limit {rows})",
    };
}
