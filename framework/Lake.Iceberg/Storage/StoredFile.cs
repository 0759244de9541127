namespace Lake.Iceberg.Storage;

/// <summary>A file as its folder lists it.</summary>
public sealed record StoredFile(string Location, long Size, DateTimeOffset Modified);
