namespace Lake.Iceberg.Names;

/// <summary>The name of a table or view in a catalog.</summary>
public sealed record TableIdentifier(TableNamespace Namespace, string Name)
{
    public TableIdentifier(string schema, string name)
        : this(new TableNamespace(schema), name)
    {
    }

    public override string ToString() => $"{Namespace}.{Name}";
}
