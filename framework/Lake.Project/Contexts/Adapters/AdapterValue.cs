using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary><c>adapter</c>. While the project is read, methods that would ask the warehouse give what says nothing.</summary>
internal sealed class AdapterValue(NodeContext context) : JinjaObject
{
    private static readonly MemberTable<AdapterValue> Members = Merge(
        AdapterNames.Table, AdapterMetadata.Table, AdapterStatements.Table, AdapterRelations.Table, AdapterSnapshots.Table, AdapterExternal.Table);

    public static IEnumerable<string> MemberNames => Members.Names;

    public NodeContext Context { get; } = context;

    public override string TypeName => "DatabaseWrapper";

    public override bool TryGetAttribute(string name, out object? value) => Members.TryGet(this, name, out value);

    private static MemberTable<AdapterValue> Merge(params MemberTable<AdapterValue>[] tables)
    {
        var merged = new MemberTable<AdapterValue>();
        foreach (var table in tables)
        {
            merged.Include(table);
        }

        return merged;
    }
}
