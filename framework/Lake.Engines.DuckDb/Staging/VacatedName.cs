using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;

namespace Lake.Engines.DuckDb.Staging;

/// <summary>Takes a view away to make room for a table, and puts it back unless the table has come.</summary>
internal sealed class VacatedName : IDisposable
{
    private readonly ICatalog _catalog;
    private readonly TableIdentifier _id;
    private LakeView? _view;

    public VacatedName(ICatalog catalog, PinnedCatalog pins, TableIdentifier id)
    {
        (_catalog, _id, _view) = (catalog, id, pins.Find(id) as LakeView);
        catalog.DropView(id);
        pins.Forget(id);
    }

    /// <summary>The table is there.</summary>
    public void Keep() => _view = null;

    public void Dispose()
    {
        if (_view is { } view)
        {
            _catalog.CreateOrReplaceView(_id, view.Definition);
        }
    }
}
