namespace Lake.Iceberg.Manifests;

public enum FileContent
{
    Data = 0,
    PositionDeletes = 1,
    EqualityDeletes = 2,
}
