"""What an agent keeps on disk, so that no slip comes out twice."""
