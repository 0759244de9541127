using Lake.Iceberg.Catalogs;

namespace Lake.Iceberg.Scans;

public static class ScanExtensions
{
    public static TableScan NewScan(this Table table) => new(table);
}
